package com.plugsky.engine.embedded.schema.pattern;

import java.util.ArrayList;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A way through an automaton that spells a text of one length. */
final class Walk {

    /** The longest text that is searched for in order; the search nests as deep. */
    private static final int LONGEST = 512;

    private final Automaton automaton;
    private final Alphabet alphabet;
    private final int length;

    Walk(Automaton automaton, int length) {
        this.automaton = automaton;
        this.alphabet = automaton.alphabet();
        this.length = length;
    }

    /** A text by chance, of usual characters where it may have them. */
    String text(Picker picker) {
        var text = new StringBuilder(length);
        int state = 0;
        var ways = new ArrayList<Integer>();
        for (int left = length - 1; left >= 0; left--) {
            ways.clear();
            for (int i = 0; i < alphabet.size(); i++) {
                boolean unusual = !ways.isEmpty() && alphabet.rank(i) > alphabet.rank(ways.getFirst());
                if (!unusual && automaton.finishes(automaton.step(state, i), left)) {
                    ways.add(i);
                }
            }
            int way = picker.of(ways);
            int[] likely = alphabet.likely(way);
            text.appendCodePoint(likely[picker.next(Math.min(likely.length, 26))]);
            state = automaton.step(state, way);
        }
        return text.toString();
    }

    /**
     * The first text, in a fixed order, that is wanted.
     *
     * @param most how many texts are looked at
     */
    @Nullable
    String first(int most, Predicate<String> wanted) {
        return length > LONGEST ? null : new Search(most, wanted).from(0, length, new StringBuilder());
    }

    /** The search of all texts, one after the other. One use. */
    private final class Search {

        private final Predicate<String> wanted;
        private int left;

        Search(int most, Predicate<String> wanted) {
            this.left = most;
            this.wanted = wanted;
        }

        @Nullable
        String from(int state, int rest, StringBuilder text) {
            if (rest == 0) {
                left--;
                String whole = text.toString();
                return wanted.test(whole) ? whole : null;
            }
            for (int i = 0; i < alphabet.size() && left > 0; i++) {
                int next = automaton.step(state, i);
                if (!automaton.finishes(next, rest - 1)) {
                    continue;
                }
                for (int c : alphabet.likely(i)) {
                    int before = text.length();
                    String found = from(next, rest - 1, text.appendCodePoint(c));
                    if (found != null || left <= 0) {
                        return found;
                    }
                    text.setLength(before);
                }
            }
            return null;
        }
    }
}
