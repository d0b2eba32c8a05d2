package com.plugsky.json;

/**
 * The look at a regular expression before it is compiled: it refuses what could loop without reading a character.
 *
 * <p>Counting the characters that a match looks at bounds it only if every turn of a loop looks at one. So nothing that
 * may match the empty text is repeated, and of the branches of a choice only one may match it. Everything else is the
 * compiler's business; a pattern that it refuses may pass here.
 */
final class PatternScreen {

    private static final int MAX_DEPTH = 32;
    private static final String QUANTIFIERS = "*+?{";

    private final String source;
    private int at;
    private int depth;

    private PatternScreen(String source) {
        this.source = source;
    }

    static void check(String source) {
        var screen = new PatternScreen(source);
        screen.choice();
        if (screen.at < source.length()) {
            throw new IllegalArgumentException("a pattern that is no regular expression");
        }
    }

    /** Reads branches up to a closing parenthesis or the end; whether they may match the empty text. */
    private boolean choice() {
        int empty = 0;
        do {
            empty += branch() ? 1 : 0;
        } while (accept('|'));
        if (empty > 1) {
            throw new IllegalArgumentException("a pattern in which several branches may be empty");
        }
        return empty > 0;
    }

    private boolean branch() {
        boolean empty = true;
        while (at < source.length() && source.charAt(at) != '|' && source.charAt(at) != ')') {
            boolean atom = atom();
            boolean optional = quantified(atom);
            empty &= atom || optional;
        }
        return empty;
    }

    /** Reads what follows an atom; whether it may be left out. */
    private boolean quantified(boolean emptyAtom) {
        boolean optional = false;
        while (at < source.length() && isQuantifier()) {
            if (emptyAtom) {
                throw new IllegalArgumentException("a pattern that repeats what may be empty");
            }
            char sign = source.charAt(at++);
            optional |= sign == '*' || sign == '?';
            if (sign == '{') {
                int end = source.indexOf('}', at);
                optional |= source.charAt(at) == '0' || source.charAt(at) == ',';
                at = end < 0 ? source.length() : end + 1;
            }
            if (!accept('+')) {
                accept('?');
            }
        }
        return optional;
    }

    private boolean isQuantifier() {
        char sign = source.charAt(at);
        if (sign == '{') {
            return at + 1 < source.length()
                    && (Character.isDigit(source.charAt(at + 1)) || source.charAt(at + 1) == ',');
        }
        return QUANTIFIERS.indexOf(sign) >= 0;
    }

    /** Reads one atom; whether it may match the empty text. */
    private boolean atom() {
        char c = source.charAt(at++);
        return switch (c) {
            case '(' -> group();
            case '[' -> {
                charClass();
                yield false;
            }
            case '^', '$' -> true;
            case '\\' -> escape();
            default -> false;
        };
    }

    private boolean group() {
        if (++depth > MAX_DEPTH) {
            throw new IllegalArgumentException("a pattern that nests more than " + MAX_DEPTH + " groups");
        }
        boolean look = false;
        if (accept('?')) {
            look = lookAround();
        }
        boolean empty = choice();
        if (!accept(')')) {
            throw new IllegalArgumentException("a pattern that is no regular expression");
        }
        depth--;
        return empty || look;
    }

    /** Reads what stands between {@code (?} and the group's content; whether the group takes no characters. */
    private boolean lookAround() {
        boolean behind = accept('<');
        if (accept('=') || accept('!')) {
            return true;
        }
        if (behind) {
            int end = source.indexOf('>', at);
            at = end < 0 ? source.length() : end + 1;
            return false;
        }
        if (accept(':') || accept('>')) {
            return false;
        }
        throw new IllegalArgumentException("a pattern with a group that JSON Schema does not have");
    }

    private void charClass() {
        accept('^');
        for (boolean first = true; at < source.length(); first = false) {
            char c = source.charAt(at++);
            if (c == '\\') {
                at++;
            } else if (c == ']' && !first) {
                return;
            }
        }
        throw new IllegalArgumentException("a pattern that is no regular expression");
    }

    /** Anchors and references back may match the empty text. */
    private boolean escape() {
        if (at >= source.length()) {
            throw new IllegalArgumentException("a pattern that is no regular expression");
        }
        char c = source.charAt(at++);
        if ((c == 'p' || c == 'P' || c == 'k' || c == 'u' || c == 'x') && at < source.length()) {
            char open = source.charAt(at);
            int end = open == '{' ? source.indexOf('}', at) : open == '<' ? source.indexOf('>', at) : -1;
            at = end < 0 ? at : end + 1;
        }
        if (c == 'Q' || c == 'E' || c == 'G' || c == 'R' || c == 'X') {
            throw new IllegalArgumentException("a pattern with an escape that JSON Schema does not have");
        }
        return "bBAzZk".indexOf(c) >= 0 || (c >= '1' && c <= '9');
    }

    private boolean accept(char c) {
        if (at < source.length() && source.charAt(at) == c) {
            at++;
            return true;
        }
        return false;
    }
}
