package com.plugsky.engine.embedded.schema.pattern;

/** A regular expression's text, read from left to right. */
final class Source {

    private final String text;
    private int at;

    Source(String text) {
        this.text = text;
    }

    boolean ended() {
        return at >= text.length();
    }

    /** The next character, still unread; a NUL at the end. */
    char peek() {
        return ended() ? '\0' : text.charAt(at);
    }

    char next() {
        if (ended()) {
            throw new NotUnderstood();
        }
        return text.charAt(at++);
    }

    int codePoint() {
        if (ended()) {
            throw new NotUnderstood();
        }
        int c = text.codePointAt(at);
        at += Character.charCount(c);
        return c;
    }

    /** The character that was read last. */
    char behind() {
        return text.charAt(at - 1);
    }

    /** Goes over this text if it is next. */
    boolean eat(String expected) {
        boolean there = text.startsWith(expected, at);
        at += there ? expected.length() : 0;
        return there;
    }

    void expect(String expected) {
        if (!eat(expected)) {
            throw new NotUnderstood();
        }
    }

    /** Whether a count in braces is next. */
    boolean counts() {
        return at + 1 < text.length() && text.charAt(at) == '{' && isDigit(text.charAt(at + 1));
    }

    int number() {
        int number = 0;
        int start = at;
        while (isDigit(peek())) {
            number = number * 10 + (next() - '0');
            if (at - start > 7) {
                throw new NotUnderstood();
            }
        }
        return number;
    }

    /** The characters up to this one, which is gone over. */
    String until(char end) {
        int found = text.indexOf(end, at);
        if (found < 0) {
            throw new NotUnderstood();
        }
        String before = text.substring(at, found);
        at = found + 1;
        return before;
    }

    /** A character given by so many hexadecimal digits. */
    int hex(int digits) {
        if (at + digits > text.length()) {
            throw new NotUnderstood();
        }
        at += digits;
        return hex(text.substring(at - digits, at));
    }

    static int hex(String digits) {
        try {
            int c = Integer.parseInt(digits, 16);
            if (c < 0 || c > Chars.LAST) {
                throw new NotUnderstood();
            }
            return c;
        } catch (NumberFormatException e) {
            throw new NotUnderstood();
        }
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /** The end of an attempt to read a pattern. */
    static final class NotUnderstood extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotUnderstood() {
            super("not understood", null, false, false);
        }
    }
}
