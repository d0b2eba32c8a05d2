package com.plugsky.engine.embedded.decode;

/**
 * How tokens are drawn: the request's parameters, their defaults filled in.
 *
 * @param temperature 0 to 2; 0 takes the likeliest token. Defaults to 1
 * @param topP 0 to 1: the likeliest tokens that have this share together take part, at least one. Defaults to 1
 * @param presencePenalty -2 to 2: taken from the logit of a token that was said before. Defaults to 0
 * @param frequencyPenalty -2 to 2: taken for each time that it was said. Defaults to 0
 * @param bias added to logits; Defaults to none
 * @param alternatives how many tokens are told at each step with their logarithms of probability, -1: none is, not even
 *     the drawn one. Defaults to -1
 */
public record Sampling(
        double temperature, double topP, double presencePenalty, double frequencyPenalty, Bias bias, int alternatives) {

    /** What a request gets that says nothing. */
    public static final Sampling DEFAULTS = new Sampling(1, 1, 0, 0, Bias.NONE, -1);

    boolean penalises() {
        return presencePenalty != 0 || frequencyPenalty != 0;
    }

    /** Whether each step tells logarithms of probability. */
    public boolean tells() {
        return alternatives >= 0;
    }
}
