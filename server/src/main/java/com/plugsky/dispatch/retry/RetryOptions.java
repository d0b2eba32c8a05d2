package com.plugsky.dispatch.retry;

import java.time.Duration;

/**
 * How failed attempts are followed by others.
 *
 * @param base the longest wait before the first repetition at one target; it doubles with each further one
 * @param cap the longest wait
 * @param patience the longest time for which a target that asks to come back later is waited for
 * @param budgetPercent how many attempts may be further ones, in percent of requests
 * @param budgetPerSecond how many more of them each second
 */
public record RetryOptions(Duration base, Duration cap, Duration patience, int budgetPercent, int budgetPerSecond) {

    public static final RetryOptions USUAL =
            new RetryOptions(Duration.ofMillis(50), Duration.ofSeconds(1), Duration.ofSeconds(2), 20, 10);
}
