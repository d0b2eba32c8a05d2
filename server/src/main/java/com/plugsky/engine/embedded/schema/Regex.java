package com.plugsky.engine.embedded.schema;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * Callers' patterns, each compiled once and run under a bound of steps, since a pattern like {@code ^(a+)+$} can take
 * for ever. A pattern that cannot be compiled, or is stopped, finds nothing. One thread.
 */
final class Regex {

    private final Map<String, @Nullable Pattern> compiled = new HashMap<>();
    private final int steps;

    Regex(int steps) {
        this.steps = steps;
    }

    boolean found(String pattern, String text) {
        Pattern regex = compiled.computeIfAbsent(pattern, Regex::compile);
        if (regex == null) {
            return false;
        }
        try {
            return regex.matcher(new Counted(text, new int[] {steps})).find();
        } catch (Stopped | StackOverflowError e) {
            return false;
        }
    }

    private static @Nullable Pattern compile(String pattern) {
        try {
            return Pattern.compile(pattern);
        } catch (PatternSyntaxException e) {
            return null;
        }
    }

    private static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Stopped() {
            super("too many steps", null, false, false);
        }
    }

    /** A text that counts how often it is looked at. */
    private record Counted(CharSequence text, int[] left) implements CharSequence {

        @Override
        public char charAt(int index) {
            if (--left[0] < 0) {
                throw new Stopped();
            }
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int from, int to) {
            return new Counted(text.subSequence(from, to), left);
        }

        @Override
        public String toString() {
            return text.toString();
        }
    }
}
