package com.plugsky.engine.embedded.model;

/**
 * What may come next at one place of a text: the candidates, the likeliest first, each with the natural logarithm of its
 * weight. Immutable; the arrays are not copied and nobody writes to them.
 *
 * @param tokens ids of o200k_base, all different
 * @param logits one for each token; they are not normalised
 */
public record Context(int[] tokens, double[] logits) {

    /** The number of candidates: at least {@link NgramModel#LEAST_CANDIDATES}. */
    public int size() {
        return tokens.length;
    }
}
