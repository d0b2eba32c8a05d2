package com.plugsky.dispatch.guard;

import java.time.Duration;

/**
 * When a target is left alone.
 *
 * @param calls how many of the last calls are looked at
 * @param minimum how many there must be before their failures count
 * @param failurePercent how many of them must have failed
 * @param open for how long the target is then left alone
 * @param trials how many calls are let through afterwards, to decide
 */
public record BreakerOptions(int calls, int minimum, int failurePercent, Duration open, int trials) {

    public static final BreakerOptions USUAL = new BreakerOptions(20, 10, 50, Duration.ofSeconds(1), 3);
}
