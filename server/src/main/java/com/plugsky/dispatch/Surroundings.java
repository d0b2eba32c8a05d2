package com.plugsky.dispatch;

import com.plugsky.dispatch.report.DispatchListener;
import com.plugsky.dispatch.retry.Pauses;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * What the dispatcher takes from outside: time, waiting, chance and an ear.
 *
 * @param nanos monotonic time
 * @param random safe for use by many threads
 */
public record Surroundings(LongSupplier nanos, Pauses pauses, RandomGenerator random, DispatchListener listener) {

    /** The time and chance of this process. */
    public static Surroundings real(DispatchListener listener) {
        return new Surroundings(
                System::nanoTime, Pauses.REAL, () -> ThreadLocalRandom.current().nextLong(), listener);
    }
}
