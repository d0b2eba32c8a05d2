package com.plugsky.dispatch.guard;

import com.plugsky.dispatch.report.BreakerState;

/**
 * One target at one moment.
 *
 * @param target its label, such as {@code plugsky-pro#2}: the model, and the how-manieth of its targets it is
 * @param model the fleet id
 * @param inFlight how many attempts are running
 * @param attempts how many have begun since the target was first used
 * @param failures how many of them ended in a way that speaks against the target
 */
public record TargetStatus(
        String target,
        String model,
        int inFlight,
        BreakerState breaker,
        boolean healthy,
        long attempts,
        long failures) {}
