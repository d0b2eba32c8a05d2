package com.plugsky.dispatch.balance;

import java.util.random.RandomGenerator;

/**
 * The power of two choices, with weights: two different targets are drawn, each as likely as its weight, and the one with
 * the smaller load for its weight is taken; if they are loaded alike, the one that was drawn first.
 *
 * <p>So targets that nobody uses get requests in proportion to their weights, and busy ones fill up in that proportion,
 * without anybody looking at all of them, and without all gateways running to the same one.
 */
public final class TwoChoices {

    private TwoChoices() {}

    /**
     * The index of the chosen target.
     *
     * @param weights 0: not to be chosen
     * @param loads how many requests each has, in the order of the weights
     * @return -1 if no weight is above 0
     */
    public static int pick(double[] weights, int[] loads, RandomGenerator random) {
        int first = draw(weights, -1, random);
        if (first < 0) {
            return -1;
        }
        int second = draw(weights, first, random);
        if (second < 0) {
            return first;
        }
        return loads[second] / weights[second] < loads[first] / weights[first] ? second : first;
    }

    private static int draw(double[] weights, int without, RandomGenerator random) {
        double sum = 0;
        int last = -1;
        int possible = 0;
        for (int i = 0; i < weights.length; i++) {
            if (i != without && weights[i] > 0) {
                sum += weights[i];
                last = i;
                possible++;
            }
        }
        if (possible <= 1) {
            return last;
        }
        double at = random.nextDouble() * sum;
        for (int i = 0; i < weights.length; i++) {
            if (i != without && weights[i] > 0) {
                at -= weights[i];
                if (at < 0) {
                    return i;
                }
            }
        }
        return last; // rounding
    }
}
