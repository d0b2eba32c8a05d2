package com.plugsky.engine.embedded.model;

import com.plugsky.engine.embedded.model.Counts.Count;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A trigram model over token ids of o200k_base: the two tokens before decide what may come next.
 *
 * <p>A candidate's weight is its share after both tokens, a part of its share after the last one, and a little of its
 * share in the whole text, so that every place has enough candidates for twenty logarithms of probability and a high
 * temperature finds something unlikely to say. A sentence begins after a mark, whatever was before it. Safe for many
 * threads.
 */
public final class NgramModel {

    /** Fewer candidates than this has no place: a caller may ask for twenty of them beside the one that is drawn. */
    public static final int LEAST_CANDIDATES = 32;

    /** A mark before an answer's first sentence. */
    public static final int ANSWER = 1 << 18;

    /** A mark before any other sentence of an answer. */
    public static final int SENTENCE = ANSWER + 1;

    /** A mark before a sentence of a thought. */
    public static final int THOUGHT = ANSWER + 2;

    private static final double AFTER_ONE = 0.08;
    private static final double ANYWHERE = 0.001;
    private static final int MOST_AFTER_ONE = 48;

    private final Map<Long, List<Count>> counts;
    private final Set<Integer> ends;
    private final List<Count> everywhere;
    private final Map<Long, Context> contexts = new ConcurrentHashMap<>();

    /** What {@link ModelFile} holds: counts by history, and the tokens that end a sentence. */
    NgramModel(Map<Long, List<Count>> counts, Set<Integer> ends) {
        this.counts = Map.copyOf(counts);
        this.ends = Set.copyOf(ends);
        this.everywhere = counts.getOrDefault(key(0, 0), List.of());
    }

    /** A history of one or two tokens or marks, in one number. */
    static long key(int beforeLast, int last) {
        return (long) beforeLast << 20 | last;
    }

    Map<Long, List<Count>> counts() {
        return counts;
    }

    Set<Integer> ends() {
        return ends;
    }

    /** Whether a sentence ends with this token. */
    public boolean endsSentence(int token) {
        return ends.contains(token);
    }

    /**
     * What may come next.
     *
     * @param beforeLast the token or mark before the last one
     * @param last the last token or mark
     */
    public Context after(int beforeLast, int last) {
        long history = history(beforeLast, last);
        Context known = contexts.get(history);
        return known == null ? contexts.computeIfAbsent(history, any -> context(beforeLast, last)) : known;
    }

    /** The longest history that the text has: of those that it has not there are too many to remember. */
    private long history(int beforeLast, int last) {
        long both = key(beforeLast, last);
        if (counts.containsKey(both)) {
            return both;
        }
        long one = key(0, last);
        return counts.containsKey(one) ? one : key(0, 0);
    }

    private Context context(int beforeLast, int last) {
        Map<Integer, Double> weights = new LinkedHashMap<>();
        add(weights, counts.get(key(beforeLast, last)), 1, Integer.MAX_VALUE);
        add(weights, counts.get(key(0, last)), AFTER_ONE, MOST_AFTER_ONE);
        add(weights, everywhere, ANYWHERE, LEAST_CANDIDATES);
        List<Map.Entry<Integer, Double>> sorted = new ArrayList<>(weights.entrySet());
        sorted.sort(Map.Entry.<Integer, Double>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()));
        int[] tokens = new int[sorted.size()];
        double[] logits = new double[sorted.size()];
        for (int i = 0; i < tokens.length; i++) {
            tokens[i] = sorted.get(i).getKey();
            logits[i] = StrictMath.log(sorted.get(i).getValue());
        }
        return new Context(tokens, logits);
    }

    private static void add(Map<Integer, Double> weights, @Nullable List<Count> counts, double part, int most) {
        if (counts == null) {
            return;
        }
        long all = counts.stream().mapToLong(Count::times).sum();
        for (Count count : counts.subList(0, Math.min(most, counts.size()))) {
            weights.merge(count.token(), part * count.times() / all, Double::sum);
        }
    }

    /** Counts a text; one thread. */
    static final class Maker {

        private final Map<Long, Counts> counts = new HashMap<>();
        private final Set<Integer> ends;

        Maker(Set<Integer> ends) {
            this.ends = ends;
        }

        /** Counts one sentence. */
        void add(int mark, int[] sentence) {
            int beforeLast = 0;
            int last = mark;
            for (int token : sentence) {
                if (beforeLast != 0) {
                    count(key(beforeLast, last), token);
                }
                count(key(0, last), token);
                count(key(0, 0), token);
                beforeLast = last;
                last = token;
            }
        }

        private void count(long history, int token) {
            counts.computeIfAbsent(history, any -> new Counts()).add(token, 1);
        }

        NgramModel make() {
            Map<Long, List<Count>> sorted = new HashMap<>();
            counts.forEach((history, some) -> sorted.put(history, some.sorted()));
            return new NgramModel(sorted, ends);
        }
    }
}
