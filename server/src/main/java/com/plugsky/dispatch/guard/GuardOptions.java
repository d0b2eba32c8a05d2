package com.plugsky.dispatch.guard;

import java.time.Duration;

/**
 * How targets are guarded.
 *
 * @param slowStart how long a target that recovered takes to come back to its full weight
 * @param coolDown the longest time for which a target is left alone that asked for it
 */
public record GuardOptions(BreakerOptions breaker, Duration slowStart, Duration coolDown) {

    public static final GuardOptions USUAL =
            new GuardOptions(BreakerOptions.USUAL, Duration.ofSeconds(10), Duration.ofSeconds(60));
}
