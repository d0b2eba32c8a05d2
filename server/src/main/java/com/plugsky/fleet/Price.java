package com.plugsky.fleet;

import java.math.BigDecimal;

/** What a model costs, in USD per million tokens. */
public record Price(BigDecimal input, BigDecimal output) {

    private static final int MILLION_DIGITS = 6;

    /** The price of one request, exact: no rounding. */
    public BigDecimal of(long promptTokens, long outputTokens) {
        return input.multiply(BigDecimal.valueOf(promptTokens))
                .add(output.multiply(BigDecimal.valueOf(outputTokens)))
                .movePointLeft(MILLION_DIGITS);
    }
}
