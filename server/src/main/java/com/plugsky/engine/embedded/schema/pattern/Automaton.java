package com.plugsky.engine.embedded.schema.pattern;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All texts that keep some patterns and none of some others, as states and steps between them; from each state a text
 * can be finished in a known number of characters. Safe for use by one thread.
 */
final class Automaton {

    private static final int MAX_STATES = 2_000;

    private static final int MAX_STEPS = 60_000;

    /** How many bits of "can be finished with so many characters" are kept. */
    private static final int MAX_ROWS_BITS = 1 << 21;

    private static final int DEAD = -1;

    private final Alphabet alphabet;
    private final List<int[]> steps;
    private final List<BitSet> rows = new ArrayList<>();

    private Automaton(Alphabet alphabet, List<int[]> steps, BitSet last) {
        this.alphabet = alphabet;
        this.steps = steps;
        rows.add(last);
    }

    /** The automaton; null if it would be too large. */
    static @Nullable Automaton of(Language language, Languages languages) {
        Alphabet alphabet = Alphabet.of(languages.letters());
        try {
            Map<Language, Integer> numbers = new HashMap<>();
            List<Language> states = new ArrayList<>();
            states.add(languages.after(language, Chars.START));
            numbers.put(states.getFirst(), 0);
            var steps = new ArrayList<int[]>();
            var last = new BitSet();
            for (int state = 0; state < states.size(); state++) {
                if (state >= MAX_STATES || state * alphabet.size() > MAX_STEPS) {
                    return null;
                }
                last.set(state, languages.after(states.get(state), Chars.END).empty);
                var next = new int[alphabet.size()];
                for (int i = 0; i < next.length; i++) {
                    Language after = languages.after(states.get(state), alphabet.example(i));
                    next[i] = after == languages.none ? DEAD : number(after, numbers, states);
                }
                steps.add(next);
            }
            return new Automaton(alphabet, steps, last);
        } catch (Languages.TooMany | StackOverflowError e) {
            return null;
        }
    }

    private static int number(Language state, Map<Language, Integer> numbers, List<Language> states) {
        Integer known = numbers.get(state);
        if (known == null) {
            known = states.size();
            numbers.put(state, known);
            states.add(state);
        }
        return known;
    }

    int states() {
        return steps.size();
    }

    Alphabet alphabet() {
        return alphabet;
    }

    int step(int state, int character) {
        return steps.get(state)[character];
    }

    /**
     * Lengths within bounds that some text has, the shortest first.
     *
     * @param most how many are looked for
     * @return null if the search would take too much room
     */
    @Nullable
    List<Integer> lengths(int shortest, int longest, int most) {
        var found = new ArrayList<Integer>();
        int beyond = shortest + steps.size() + most;
        for (int length = 0; length <= Math.min(longest, beyond) && found.size() < most; length++) {
            if ((long) length * steps.size() > MAX_ROWS_BITS) {
                return found.isEmpty() ? null : found;
            }
            if (length >= rows.size()) {
                rows.add(before(rows.getLast()));
            }
            if (length >= shortest && rows.get(length).get(0)) {
                found.add(length);
            }
        }
        return found;
    }

    /** The states from which one step leads to one of these. */
    private BitSet before(BitSet after) {
        var before = new BitSet(steps.size());
        for (int state = 0; state < steps.size(); state++) {
            for (int next : steps.get(state)) {
                if (next != DEAD && after.get(next)) {
                    before.set(state);
                    break;
                }
            }
        }
        return before;
    }

    /** Whether a text can be finished from this state with exactly so many more characters. */
    boolean finishes(int state, int characters) {
        return state != DEAD && rows.get(characters).get(state);
    }
}
