package com.plugsky.engine.embedded.decode;

/**
 * What one step tells of its draw: logarithms of probability as they are after bias and penalties, at temperature 1 and
 * before {@code top_p}. One for each choice, overwritten by each step.
 */
public final class Odds {

    /** Stands for a token that cannot come: OpenAI's mark for what is not among the likeliest. */
    public static final double IMPOSSIBLE = -9999;

    private final int[] tokens;
    private final double[] logprobs;
    private double drawn;

    Odds(int alternatives) {
        this.tokens = new int[Math.max(0, alternatives)];
        this.logprobs = new double[tokens.length];
    }

    /** How many alternatives are told. */
    public int size() {
        return tokens.length;
    }

    /** The {@code i}-th likeliest token. */
    public int token(int i) {
        return tokens[i];
    }

    public double logprob(int i) {
        return logprobs[i];
    }

    /** That of the token that was drawn. */
    public double drawn() {
        return drawn;
    }

    void drawn(double logprob) {
        drawn = logprob;
    }

    void set(int i, int token, double logprob) {
        tokens[i] = token;
        logprobs[i] = logprob;
    }
}
