package com.plugsky.engine.embedded.schema;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A reader of regular expressions that writes a text which they match, while it reads.
 *
 * <p>It knows literals, classes, groups, alternatives, repetitions, escapes and back references; anchors and
 * lookarounds are read over, so what it makes must be matched afterwards. A repetition is read again for each turn. One
 * use.
 */
final class Patterns {

    private static final int MOST_STEPS = 50_000;

    private final String pattern;
    private final int extra;
    private final Picker picker;
    private final List<String> groups = new ArrayList<>();
    private int at;
    private int steps;

    private Patterns(String pattern, int extra, Picker picker) {
        this.pattern = pattern;
        this.extra = extra;
        this.picker = picker;
    }

    /** A text that likely matches; null if the pattern is not understood, or its texts are too long. */
    static @Nullable String make(String pattern, int extra, Picker picker) {
        var reader = new Patterns(pattern, extra, picker);
        try {
            String text = reader.alternatives(0);
            return reader.at == pattern.length() ? text : null;
        } catch (NotUnderstood e) {
            return null;
        }
    }

    private String alternatives(int depth) {
        if (depth > 64) {
            throw new NotUnderstood();
        }
        var branches = new ArrayList<String>();
        branches.add(sequence(depth));
        while (eat("|")) {
            branches.add(sequence(depth));
        }
        return picker.of(branches);
    }

    private String sequence(int depth) {
        var text = new StringBuilder();
        while (at < pattern.length() && peek() != '|' && peek() != ')') {
            text.append(repeated(depth));
            if (text.length() > Texts.LONGEST) {
                throw new NotUnderstood();
            }
        }
        return text.toString();
    }

    private String repeated(int depth) {
        int start = at;
        String once = atom(depth);
        int times = times();
        int end = at;
        if (times == 0) {
            return "";
        }
        var text = new StringBuilder(once);
        for (int i = 1; i < times; i++) {
            at = start;
            text.append(atom(depth));
            if (text.length() > Texts.LONGEST) {
                throw new NotUnderstood();
            }
        }
        at = end;
        return text.toString();
    }

    /** Reads a repetition, if there is one, and says how often it repeats here. */
    private int times() {
        int least = 1;
        int most = 1;
        if (eat("*")) {
            least = 0;
            most = Integer.MAX_VALUE;
        } else if (eat("+")) {
            most = Integer.MAX_VALUE;
        } else if (eat("?")) {
            least = 0;
        } else if (at + 1 < pattern.length() && peek() == '{' && isDigit(pattern.charAt(at + 1))) {
            at++;
            least = digits();
            most = least;
            if (eat(",")) {
                most = peek() == '}' ? Integer.MAX_VALUE : digits();
            }
            expect("}");
        } else {
            return 1;
        }
        if (!eat("?")) {
            eat("+");
        }
        return (int) Math.min(most, (long) least + extra);
    }

    private String atom(int depth) {
        if (++steps > MOST_STEPS) {
            throw new NotUnderstood();
        }
        char c = pattern.charAt(at++);
        return switch (c) {
            case '^', '$' -> "";
            case '.' -> String.valueOf((char) ('a' + picker.next(26)));
            case '(' -> group(depth);
            case '[' -> String.valueOf(new CharacterClass(this).read().pick(picker));
            case '\\' -> escape();
            case '*', '+', '?' -> throw new NotUnderstood();
            default -> String.valueOf(c);
        };
    }

    private String group(int depth) {
        boolean around = eat("?=") || eat("?!") || eat("?<=") || eat("?<!");
        boolean counted = false;
        if (!around && eat("?<")) {
            at = pattern.indexOf('>', at) + 1;
            if (at == 0) {
                throw new NotUnderstood();
            }
            counted = true;
        } else if (!around && !eat("?:")) {
            if (at < pattern.length() && peek() == '?') {
                throw new NotUnderstood();
            }
            counted = true;
        }
        int number = groups.size();
        if (counted) {
            groups.add("");
        }
        String text = alternatives(depth + 1);
        expect(")");
        if (counted) {
            groups.set(number, text);
        }
        return around ? "" : text;
    }

    private String escape() {
        char c = next();
        if (c >= '1' && c <= '9') {
            int group = c - '0';
            return group <= groups.size() ? groups.get(group - 1) : "";
        }
        if (c == 'b' || c == 'B' || c == 'A' || c == 'Z' || c == 'z') {
            return "";
        }
        at--;
        return String.valueOf(new CharacterClass(this).escape().pick(picker));
    }

    private char peek() {
        return at < pattern.length() ? pattern.charAt(at) : '\0';
    }

    /** The next character. */
    char next() {
        if (at >= pattern.length()) {
            throw new NotUnderstood();
        }
        return pattern.charAt(at++);
    }

    /** Goes over this text if it is next. */
    boolean eat(String text) {
        boolean there = pattern.startsWith(text, at);
        at += there ? text.length() : 0;
        return there;
    }

    private void expect(String text) {
        if (!eat(text)) {
            throw new NotUnderstood();
        }
    }

    private int digits() {
        int number = 0;
        int start = at;
        while (isDigit(peek())) {
            number = number * 10 + (next() - '0');
            if (at - start > 6) {
                throw new NotUnderstood();
            }
        }
        return number;
    }

    /** The characters up to this one, which is gone over. */
    String until(char end) {
        int found = pattern.indexOf(end, at);
        if (found < 0) {
            throw new NotUnderstood();
        }
        String text = pattern.substring(at, found);
        at = found + 1;
        return text;
    }

    /** A character given by so many hexadecimal digits. */
    char hex(int digits) {
        if (at + digits > pattern.length()) {
            throw new NotUnderstood();
        }
        try {
            int code = Integer.parseInt(pattern, at, at + digits, 16);
            at += digits;
            return (char) code;
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
