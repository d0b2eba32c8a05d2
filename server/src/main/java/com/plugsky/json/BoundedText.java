package com.plugsky.json;

/**
 * A text that may be looked at only so often: a regular expression that tries every way through it is stopped.
 *
 * <p>Steps are counted, not time, so that the same pattern and text give the same answer on every machine.
 */
final class BoundedText implements CharSequence {

    /** The end of a match that took too many steps. */
    static final class TooManySteps extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooManySteps() {
            super("too many steps", null, false, false);
        }
    }

    private final String text;
    private final PatternSteps own;
    private final PatternSteps shared;

    BoundedText(String text, int steps, PatternSteps shared) {
        this.text = text;
        this.own = new PatternSteps(steps);
        this.shared = shared;
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public char charAt(int index) {
        if (!own.take() || !shared.take()) {
            throw new TooManySteps();
        }
        return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return text.substring(start, end);
    }

    @Override
    public String toString() {
        return text;
    }
}
