package com.plugsky.engine.embedded.schema.pattern;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** The characters in classes: those of one class are told apart by none of the sets that are used. */
final class Alphabet {

    private static final int LIKELY = 64;

    /** The classes, those with usual characters first. */
    private final List<int[]> classes;

    private Alphabet(List<int[]> classes) {
        this.classes = classes;
    }

    static Alphabet of(List<Chars> sets) {
        var borders = new TreeSet<Integer>();
        borders.add(0);
        for (Chars set : sets) {
            for (Chars.Range range : set.ranges()) {
                borders.add(range.from());
                borders.add(range.to() + 1);
            }
        }
        Map<BitSet, List<Chars>> classes = new LinkedHashMap<>();
        for (int from : borders) {
            Integer next = borders.higher(from);
            int to = next == null ? Chars.LAST : next - 1;
            if (from <= Chars.LAST) {
                var member = new BitSet(sets.size());
                for (int i = 0; i < sets.size(); i++) {
                    member.set(i, sets.get(i).has(from));
                }
                classes.computeIfAbsent(member, none -> new ArrayList<>())
                        .add(Chars.of(from, Math.min(to, Chars.LAST)));
            }
        }
        var likely = new ArrayList<int[]>();
        classes.values().stream()
                .map(ranges -> Chars.union(ranges).likely(LIKELY))
                .filter(found -> found.length > 0)
                .forEach(likely::add);
        likely.sort((a, b) -> Integer.compare(unusual(a[0]), unusual(b[0])));
        return new Alphabet(likely);
    }

    private static int unusual(int c) {
        return c < 0x80 && Character.isLetterOrDigit(c) ? 0 : c >= ' ' && c < 0x7f ? 1 : c >= 0xa0 ? 2 : 3;
    }

    int size() {
        return classes.size();
    }

    /** A character that stands for the whole class. */
    int example(int index) {
        return classes.get(index)[0];
    }

    /** Some characters of the class, the usual ones first. */
    int[] likely(int index) {
        return classes.get(index);
    }

    /** How unusual the characters of the class are; 0 for letters and digits. */
    int rank(int index) {
        return unusual(example(index));
    }
}
