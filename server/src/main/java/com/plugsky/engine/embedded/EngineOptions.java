package com.plugsky.engine.embedded;

import com.plugsky.fleet.Latency;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How the embedded engine behaves.
 *
 * @param latency the time that it takes where the fleet does not say
 * @param entropy gives the seed of a request without one; null: the request itself is the seed
 * @param pause how time passes
 */
public record EngineOptions(
        EngineLimits limits, Latency latency, @Nullable LongSupplier entropy, Pause pause) {

    /** No time taken, the same answer each time. */
    public static final EngineOptions DEFAULTS = of(EngineLimits.DEFAULTS, Latency.NONE, false);

    /** How time passes. */
    @FunctionalInterface
    public interface Pause {

        /** Waits, and says whether the caller left meanwhile, which ends the wait. */
        boolean of(Duration time, CountDownLatch gone) throws InterruptedException;
    }

    /** @param entropy whether a request without a seed gets another answer each time */
    public static EngineOptions of(EngineLimits limits, Latency latency, boolean entropy) {
        return new EngineOptions(
                limits,
                latency,
                entropy ? () -> ThreadLocalRandom.current().nextLong() : null,
                (time, gone) -> gone.await(time.toNanos(), TimeUnit.NANOSECONDS));
    }
}
