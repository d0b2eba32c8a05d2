package com.plugsky.dispatch.report;

/** What a target's breaker lets through. */
public enum BreakerState {
    /** Everything. */
    CLOSED,
    /** A few calls, to see whether the target has recovered. */
    HALF_OPEN,
    /** Nothing. */
    OPEN
}
