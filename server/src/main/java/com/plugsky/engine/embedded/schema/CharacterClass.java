package com.plugsky.engine.embedded.schema;

import java.util.ArrayList;
import java.util.List;

/** A set of characters in a pattern: a class in brackets, or an escape that stands for several. */
final class CharacterClass {

    private static final String COMMON =
            "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 _-.,:;/@#%&=!?()<>'\"";

    private record Range(char from, char to) {
        boolean holds(char c) {
            return c >= from && c <= to;
        }
    }

    private final Patterns reader;
    private final List<Range> ranges = new ArrayList<>();
    private boolean negated;

    CharacterClass(Patterns reader) {
        this.reader = reader;
    }

    /** Reads what follows an opening bracket, the closing one included. */
    CharacterClass read() {
        negated = reader.eat("^");
        boolean first = true;
        while (first || !reader.eat("]")) {
            first = false;
            char from = reader.next();
            int before = ranges.size();
            if (from == '\\') {
                escaped(reader.next(), true);
                if (ranges.size() != before + 1
                        || ranges.getLast().from() != ranges.getLast().to()) {
                    continue;
                }
                from = ranges.removeLast().from();
            }
            char to = from;
            if (reader.eat("-]")) {
                ranges.add(new Range(from, from));
                ranges.add(new Range('-', '-'));
                return this;
            }
            if (reader.eat("-")) {
                to = end();
            }
            if (to < from) {
                throw new Patterns.NotUnderstood();
            }
            ranges.add(new Range(from, to));
        }
        return this;
    }

    private char end() {
        char to = reader.next();
        if (to != '\\') {
            return to;
        }
        int before = ranges.size();
        escaped(reader.next(), true);
        if (ranges.size() != before + 1) {
            throw new Patterns.NotUnderstood();
        }
        return ranges.removeLast().to();
    }

    /** Reads what follows a backslash outside of brackets. */
    CharacterClass escape() {
        escaped(reader.next(), false);
        return this;
    }

    private void escaped(char c, boolean bracketed) {
        switch (c) {
            case 'd' -> add('0', '9');
            case 'w' -> word();
            case 's' -> add(' ', ' ');
            case 'D' -> add('a', 'z');
            case 'W' -> add('-', '.');
            case 'S' -> word();
            case 't' -> add('\t', '\t');
            case 'n' -> add('\n', '\n');
            case 'r' -> add('\r', '\r');
            case 'f' -> add('\f', '\f');
            case 'v' -> add('\u000b', '\u000b');
            case '0' -> add('\0', '\0');
            case 'b' -> add('\b', '\b');
            case 'x' -> one(reader.hex(2));
            case 'u' -> one(reader.eat("{") ? code(reader.until('}')) : reader.hex(4));
            case 'p' -> property(reader.eat("{") ? reader.until('}') : String.valueOf(reader.next()));
            case 'P' -> {
                reader.until('}');
                add('-', '-');
            }
            default -> one(c);
        }
        if (ranges.isEmpty() && !bracketed) {
            throw new Patterns.NotUnderstood();
        }
    }

    private void word() {
        add('a', 'z');
        add('A', 'Z');
        add('0', '9');
        add('_', '_');
    }

    private void property(String name) {
        switch (name) {
            case "Lu", "Upper", "IsUppercase" -> add('A', 'Z');
            case "N", "Nd", "Digit", "IsDigit" -> add('0', '9');
            case "P", "Po", "Punct" -> add('.', '.');
            case "Z", "Zs", "Space", "IsWhite_Space" -> add(' ', ' ');
            default -> add('a', 'z');
        }
    }

    private static char code(String hex) {
        try {
            return (char) Integer.parseInt(hex, 16);
        } catch (NumberFormatException e) {
            throw new Patterns.NotUnderstood();
        }
    }

    private void one(char c) {
        add(c, c);
    }

    private void add(char from, char to) {
        ranges.add(new Range(from, to));
    }

    char pick(Picker picker) {
        if (negated) {
            List<Character> outside = COMMON.chars()
                    .mapToObj(c -> (char) c)
                    .filter(c -> ranges.stream().noneMatch(range -> range.holds(c)))
                    .toList();
            if (outside.isEmpty()) {
                throw new Patterns.NotUnderstood();
            }
            return outside.get(picker.next(Math.min(outside.size(), 26)));
        }
        Range range = picker.of(ranges);
        return (char) (range.from() + picker.next(Math.min(range.to() - range.from() + 1, 64)));
    }
}
