package com.plugsky.dispatch.retry;

import java.util.random.RandomGenerator;

/** The wait before a target is asked again: any time up to a bound that doubles with each repetition ("full jitter"). */
public final class Backoff {

    private static final int MAX_DOUBLINGS = 30;

    private final long base;
    private final long cap;

    public Backoff(RetryOptions options) {
        base = options.base().toNanos();
        cap = options.cap().toNanos();
    }

    /** In nanoseconds; {@code repetition} counts from 0. */
    public long nanos(int repetition, RandomGenerator random) {
        int doublings = Math.min(repetition, MAX_DOUBLINGS);
        long bound = base > cap >> doublings ? cap : base << doublings;
        return bound <= 0 ? 0 : random.nextLong(bound + 1);
    }
}
