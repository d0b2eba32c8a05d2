package com.plugsky.engine.embedded.decode;

/**
 * The exponential function for weights: the same bits on every machine, unlike {@link Math#exp}, and several times as
 * quick as {@link StrictMath#exp}.
 *
 * <p>It is made of additions and multiplications alone, whose results Java lays down; its relative error is below 1e-13.
 */
final class Exp {

    private static final double LOG2_E = 1.4426950408889634;
    private static final double LN2_HIGH = 6.93147180369123816490e-01;
    private static final double LN2_LOW = 1.90821492927058770002e-10;

    /** Below this the result is taken for nothing. */
    private static final double LEAST = -700;

    private static final double MOST = 700;

    /** 1/n! from the highest power down. */
    private static final double[] SERIES = {
        1.0 / 479001600,
        1.0 / 39916800,
        1.0 / 3628800,
        1.0 / 362880,
        1.0 / 40320,
        1.0 / 5040,
        1.0 / 720,
        1.0 / 120,
        1.0 / 24,
        1.0 / 6,
        1.0 / 2,
        1.0,
        1.0
    };

    private Exp() {}

    /** e to the power of {@code x}, which is at most 700; 0 below -700. */
    static double of(double x) {
        if (x < LEAST) {
            return 0;
        }
        double power = Math.rint(Math.min(x, MOST) * LOG2_E);
        double rest = (Math.min(x, MOST) - power * LN2_HIGH) - power * LN2_LOW;
        double sum = SERIES[0];
        for (int i = 1; i < SERIES.length; i++) {
            sum = sum * rest + SERIES[i];
        }
        return sum * Double.longBitsToDouble((long) (power + 1023) << 52);
    }
}
