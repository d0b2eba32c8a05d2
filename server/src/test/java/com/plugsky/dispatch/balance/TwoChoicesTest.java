package com.plugsky.dispatch.balance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TwoChoicesTest {

    private static final int DRAWS = 20_000;

    /** The 99.9th percentile of chi-square, by degrees of freedom. */
    private static final double[] BOUNDS = {0, 10.83, 13.82, 16.27, 18.47};

    private final RandomGenerator random = new SplittableRandom(1);

    @ParameterizedTest
    @CsvSource({"1 1", "3 1", "1000 1", "1 2 3", "5 0 1 1", "0.1 1 1 1 1"})
    void drawsIdleTargetsInProportionToTheirWeights(String weights) {
        double[] weight = numbers(weights);
        var drawn = new int[weight.length];
        for (int i = 0; i < DRAWS; i++) {
            drawn[TwoChoices.pick(weight, new int[weight.length], random)]++;
        }

        double sum = Arrays.stream(weight).sum();
        double chi = 0;
        int possible = 0;
        for (int i = 0; i < weight.length; i++) {
            double expected = DRAWS * weight[i] / sum;
            if (expected > 0) {
                chi += (drawn[i] - expected) * (drawn[i] - expected) / expected;
                possible++;
            } else {
                assertThat(drawn[i]).isZero();
            }
        }
        assertThat(chi).isLessThan(BOUNDS[possible - 1]);
    }

    /** Requests that never end: each target must hold its share of them at any time. */
    @ParameterizedTest
    @CsvSource({"1 1 1 1", "3 1", "4 2 1 1", "10 1 1"})
    void fillsBusyTargetsInProportionToTheirWeights(String weights) {
        double[] weight = numbers(weights);
        var loads = new int[weight.length];
        for (int i = 0; i < 1000; i++) {
            loads[TwoChoices.pick(weight, loads, random)]++;
        }

        double sum = Arrays.stream(weight).sum();
        for (int i = 0; i < weight.length; i++) {
            assertThat((double) loads[i]).isBetween(1000 * weight[i] / sum - 15, 1000 * weight[i] / sum + 15);
        }
    }

    @ParameterizedTest
    @CsvSource({
        // weights, loads, always
        "1 1,   5 4,   1",
        "1 1,   4 5,   0",
        "10 1,  10 2,  0",
        "10 1,  30 2,  1",
        "0 1,   0 99,  1",
        "0 0 7, 0 0 9, 2",
        "0 0,   0 0,   -1",
    })
    void takesTheLessLoadedOfTwo(String weights, String loads, int expected) {
        int[] load = Arrays.stream(loads.split(" ")).mapToInt(Integer::parseInt).toArray();
        for (int i = 0; i < 100; i++) {
            assertThat(TwoChoices.pick(numbers(weights), load, random)).isEqualTo(expected);
        }
    }

    @Test
    void neverTakesTheMostLoadedOfMany() {
        for (int i = 0; i < 1000; i++) {
            assertThat(TwoChoices.pick(numbers("1 1 1 1"), new int[] {1, 9, 1, 1}, random))
                    .isNotEqualTo(1);
        }
    }

    private static double[] numbers(String text) {
        return Arrays.stream(text.split(" ")).mapToDouble(Double::parseDouble).toArray();
    }
}
