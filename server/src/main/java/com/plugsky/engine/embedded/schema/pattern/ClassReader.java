package com.plugsky.engine.embedded.schema.pattern;

import com.plugsky.json.CallerPattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** A reader of what stands for one character: a class in brackets, or an escape. */
final class ClassReader {

    private static final Chars DIGITS = Chars.of('0', '9');
    private static final Chars WORD =
            Chars.union(List.of(Chars.of('a', 'z'), Chars.of('A', 'Z'), DIGITS, Chars.one('_')));
    private static final Chars SPACE = Chars.union(List.of(Chars.of('\t', '\r'), Chars.one(' ')));

    /** How many properties of characters are remembered; each costs a look at every character of the basic plane. */
    private static final int MAX_PROPERTIES = 64;

    private static final Map<String, Chars> PROPERTIES = new ConcurrentHashMap<>();

    private final Source source;

    ClassReader(Source source) {
        this.source = source;
    }

    /** Reads what follows an opening bracket, the closing one included. */
    Chars brackets() {
        boolean negated = source.eat("^");
        var sets = new ArrayList<Chars>();
        boolean first = true;
        while (first || !source.eat("]")) {
            first = false;
            Chars from = member();
            if (!source.eat("-")) {
                sets.add(from);
                continue;
            }
            if (source.peek() == ']') {
                sets.add(from);
                sets.add(Chars.one('-'));
                continue;
            }
            sets.add(range(from, member()));
        }
        Chars all = Chars.union(sets);
        return negated ? all.others() : all;
    }

    private static Chars range(Chars from, Chars to) {
        int low = single(from);
        int high = single(to);
        if (low < 0 || high < low) {
            throw new Source.NotUnderstood();
        }
        return Chars.of(low, high);
    }

    private static int single(Chars chars) {
        Chars.Range first = chars.ranges().isEmpty() ? null : chars.ranges().getFirst();
        return first != null && first.from() == first.to() ? first.from() : -1;
    }

    private Chars member() {
        if (!source.eat("\\")) {
            return Chars.one(source.codePoint());
        }
        return source.eat("b") ? Chars.one('\b') : escape();
    }

    /** Reads what follows a backslash. */
    Chars escape() {
        char c = source.next();
        return switch (c) {
            case 'd' -> DIGITS;
            case 'D' -> DIGITS.others();
            case 'w' -> WORD;
            case 'W' -> WORD.others();
            case 's' -> SPACE;
            case 'S' -> SPACE.others();
            case 't' -> Chars.one('\t');
            case 'n' -> Chars.one('\n');
            case 'r' -> Chars.one('\r');
            case 'f' -> Chars.one('\f');
            case 'v' -> Chars.one('\u000b');
            case '0' -> Chars.one('\0');
            case 'c' -> Chars.one(source.next() & 0x1f);
            case 'x' -> Chars.one(source.hex(2));
            case 'u' -> Chars.one(source.eat("{") ? Source.hex(source.until('}')) : unit());
            case 'p', 'P' -> property(c, source.eat("{") ? source.until('}') : String.valueOf(source.next()));
            default -> Chars.one(c);
        };
    }

    /** A character of four digits, or one beyond the basic plane by its two halves. */
    private int unit() {
        int first = source.hex(4);
        if (Character.isHighSurrogate((char) first) && source.eat("\\u")) {
            int second = source.hex(4);
            if (!Character.isLowSurrogate((char) second)) {
                throw new Source.NotUnderstood();
            }
            return Character.toCodePoint((char) first, (char) second);
        }
        return first;
    }

    private static Chars property(char kind, String name) {
        Chars known = PROPERTIES.get(name);
        if (known == null) {
            known = scan(name);
            if (known == null) {
                throw new Source.NotUnderstood();
            }
            if (PROPERTIES.size() < MAX_PROPERTIES) {
                PROPERTIES.put(name, known);
            }
        }
        return kind == 'p' ? known : known.others();
    }

    private static @Nullable Chars scan(String name) {
        try {
            var has =
                    Pattern.compile("\\p{" + CallerPattern.property(name) + "}").asMatchPredicate();
            var ranges = new ArrayList<Chars>();
            int from = -1;
            for (int c = 0; c <= 0x1_0000; c++) {
                boolean in = c < 0x1_0000 && has.test(Character.toString(c));
                if (in && from < 0) {
                    from = c;
                } else if (!in && from >= 0) {
                    ranges.add(Chars.of(from, c - 1));
                    from = -1;
                }
            }
            return Chars.union(ranges);
        } catch (PatternSyntaxException e) {
            return null;
        }
    }
}
