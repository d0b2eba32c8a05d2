package com.plugsky.dispatch.guard;

/** Whether a target may be asked now. */
public enum Readiness {
    READY,
    /** Checks say that it is down, which may be old news. */
    UNHEALTHY,
    /** It has as many requests as it may have. */
    FULL,
    /** It asked to be left alone. */
    COOLING,
    /** Its breaker is open. */
    OPEN
}
