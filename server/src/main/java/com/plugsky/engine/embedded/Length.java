package com.plugsky.engine.embedded;

import com.plugsky.contract.model.Verbosity;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How many sentences a text is to have: this is a rule of the engine, not a draw. */
final class Length {

    private static final int WORDS_OF_A_SENTENCE = 12;

    private Length() {}

    /**
     * The length that a request asks for: a number of words, sentences or tokens named in the prompt, else after
     * {@code verbosity}, varied by the seed.
     */
    static int of(@Nullable Verbosity verbosity, String asked, long seed) {
        int wanted = named(asked);
        if (wanted > 0) {
            return wanted;
        }
        int vary = (int) (seed >>> 60);
        return switch (verbosity == null ? Verbosity.MEDIUM : verbosity) {
            case LOW -> 1 + vary % 2;
            case MEDIUM -> 3 + vary % 4;
            case HIGH -> 10 + vary % 8;
        };
    }

    /** The sentences that a prompt like "write 500 words" wants; 0 if it does not say. */
    private static int named(String asked) {
        for (int i = 0; i < asked.length(); i++) {
            if (asked.charAt(i) < '0' || asked.charAt(i) > '9') {
                continue;
            }
            int number = 0;
            int start = i;
            while (i < asked.length() && asked.charAt(i) >= '0' && asked.charAt(i) <= '9' && i - start < 7) {
                number = number * 10 + asked.charAt(i++) - '0';
            }
            String unit = asked.substring(i, Math.min(asked.length(), i + 11)).toLowerCase(Locale.ROOT);
            if (unit.startsWith(" word") || unit.startsWith(" token")) {
                return Math.max(1, number / WORDS_OF_A_SENTENCE);
            }
            if (unit.startsWith(" sentence")) {
                return number;
            }
        }
        return 0;
    }
}
