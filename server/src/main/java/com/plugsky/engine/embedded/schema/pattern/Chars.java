package com.plugsky.engine.embedded.schema.pattern;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** A set of code points, and of the two marks that stand for the ends of a text. Ranges are sorted and apart. */
record Chars(List<Range> ranges) {

    /** The mark before the first character of a text. */
    static final int START = 0x11_0000;

    /** The mark behind the last one. */
    static final int END = 0x11_0001;

    static final int LAST = 0x10_FFFF;

    static final Chars NONE = new Chars(List.of());
    static final Chars ANY = of(0, LAST);
    static final Chars ANY_AND_MARKS = of(0, END);

    /** What {@code .} leaves out: the ends of lines. */
    static final Chars LINE_ENDS =
            union(List.of(of('\n', '\n'), of('\r', '\r'), of('\u0085', '\u0085'), of('\u2028', '\u2029')));

    record Range(int from, int to) {}

    static Chars of(int from, int to) {
        return new Chars(List.of(new Range(from, to)));
    }

    static Chars one(int c) {
        return of(c, c);
    }

    static Chars union(List<Chars> sets) {
        var sorted = new ArrayList<Range>();
        sets.forEach(set -> sorted.addAll(set.ranges));
        sorted.sort(Comparator.comparingInt(Range::from));
        var merged = new ArrayList<Range>();
        for (Range range : sorted) {
            Range before = merged.isEmpty() ? null : merged.getLast();
            if (before != null && range.from() <= before.to() + 1) {
                merged.set(merged.size() - 1, new Range(before.from(), Math.max(before.to(), range.to())));
            } else {
                merged.add(range);
            }
        }
        return new Chars(List.copyOf(merged));
    }

    /** All characters that are not in this set; the marks are never. */
    Chars others() {
        var others = new ArrayList<Range>();
        int next = 0;
        for (Range range : ranges) {
            if (range.from() > next) {
                others.add(new Range(next, Math.min(range.from() - 1, LAST)));
            }
            next = Math.max(next, range.to() + 1);
        }
        if (next <= LAST) {
            others.add(new Range(next, LAST));
        }
        return new Chars(List.copyOf(others));
    }

    boolean has(int c) {
        int low = 0;
        int high = ranges.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            Range range = ranges.get(middle);
            if (c < range.from()) {
                high = middle - 1;
            } else if (c > range.to()) {
                low = middle + 1;
            } else {
                return true;
            }
        }
        return false;
    }

    /**
     * Some of the set's characters, those that people write first.
     *
     * @param most how many at most
     */
    int[] likely(int most) {
        var found = new int[most];
        int count = 0;
        for (int i = 0; i < Usual.ORDER.length && count < most; i++) {
            if (has(Usual.ORDER[i])) {
                found[count++] = Usual.ORDER[i];
            }
        }
        count = fill(found, count, 0xa0, LAST);
        count = fill(found, count, 0, 0x1f);
        count = fill(found, count, 0x7f, 0x9f);
        return Arrays.copyOf(found, count);
    }

    private int fill(int[] found, int count, int low, int high) {
        int filled = count;
        for (Range range : ranges) {
            for (int c = Math.max(low, range.from()); c <= Math.min(high, range.to()) && filled < found.length; c++) {
                if (c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE) {
                    found[filled++] = c;
                }
            }
        }
        return filled;
    }

    /** The characters of ASCII that can be printed: letters and digits, then signs. */
    private static final class Usual {
        static final int[] ORDER = ("abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
                        + "-_.,:;/@#+=%&!?()' *$\"<>[]{}|~^`\\")
                .chars()
                .toArray();
    }
}
