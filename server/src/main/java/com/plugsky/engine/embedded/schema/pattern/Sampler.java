package com.plugsky.engine.embedded.schema.pattern;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A writer of texts that an expression likely matches: what it looks at ahead and behind is left out, so what it makes
 * must be matched afterwards. One use.
 */
final class Sampler {

    private static final int MAX_STEPS = 200_000;

    /** The end of an attempt whose text grows too long. */
    private static final class TooLong extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooLong() {
            super("too long", null, false, false);
        }
    }

    private final StringBuilder text = new StringBuilder();
    private final Map<Integer, String> groups = new HashMap<>();
    private final Picker picker;
    private final int extra;
    private final int longest;
    private int steps;

    private Sampler(Picker picker, int extra, int longest) {
        this.picker = picker;
        this.extra = extra;
        this.longest = longest;
    }

    /**
     * What came of an attempt.
     *
     * @param text null if it would be too long
     * @param steps the work that it took
     */
    record Sample(@Nullable String text, int steps) {}

    /** @param extra how often repetitions repeat beyond their least */
    static Sample sample(Expression expression, int extra, int longest, Picker picker) {
        var sampler = new Sampler(picker, extra, longest);
        try {
            sampler.write(expression);
            return new Sample(sampler.text.toString(), sampler.steps);
        } catch (TooLong e) {
            return new Sample(null, sampler.steps);
        }
    }

    private void write(Expression expression) {
        if (++steps > MAX_STEPS || text.length() > longest) {
            throw new TooLong();
        }
        switch (expression) {
            case Expression.Letter letter -> {
                if (letter.likely().isEmpty()) {
                    throw new TooLong();
                }
                text.appendCodePoint(picker.of(letter.likely()));
            }
            case Expression.Row row -> row.parts().forEach(this::write);
            case Expression.OneOf oneOf -> write(picker.of(oneOf.branches()));
            case Expression.Group group -> {
                int from = text.length();
                write(group.body());
                groups.put(group.number(), text.substring(from));
            }
            case Expression.Repeat repeat -> {
                long times = Math.min(repeat.most(), (long) repeat.least() + extra);
                for (long i = 0; i < times; i++) {
                    write(repeat.body());
                }
            }
            case Expression.Again again -> text.append(groups.getOrDefault(again.group(), ""));
            case Expression.Ahead ahead -> {}
            case Expression.Behind behind -> {
                if (behind.wanted() && text.isEmpty()) {
                    write(behind.body());
                }
            }
            case Expression.Start start -> {}
            case Expression.End end -> {}
            case Expression.Border border -> {}
        }
    }
}
