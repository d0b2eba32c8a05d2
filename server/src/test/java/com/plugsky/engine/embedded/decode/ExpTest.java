package com.plugsky.engine.embedded.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExpTest {

    @ParameterizedTest
    @ValueSource(doubles = {0, 1, -1, 0.5, -0.34657359, 0.34657360, -700, 700, 1e-300, -1e-9, -36.7})
    void isTheExponential(double x) {
        assertThat(Exp.of(x)).isCloseTo(StrictMath.exp(x), Percentage.withPercentage(1e-11));
    }

    @Test
    void isTheExponentialEverywhere() {
        var random = new Random(4);
        for (int i = 0; i < 100_000; i++) {
            double x = random.nextDouble() * 1400 - 700;
            double right = StrictMath.exp(x);
            assertThat(Math.abs(Exp.of(x) / right - 1)).as("at %s", x).isLessThan(1e-13);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {-700.0001, -1e9, Double.NEGATIVE_INFINITY})
    void isNothingFarBelow(double x) {
        assertThat(Exp.of(x)).isZero();
    }
}
