package com.plugsky.dispatch.report;

import com.plugsky.engine.EngineFailure;
import java.util.Locale;

/** How one attempt at an upstream target ended, and what that says of the target. */
public enum AttemptOutcome {
    OK(Sign.GOOD),
    CONNECT(Sign.BAD),
    TIMEOUT(Sign.BAD),
    RATE_LIMITED(Sign.NONE),
    UPSTREAM(Sign.BAD),
    MISCONFIGURED(Sign.BAD),
    /** The target refused the request, as a server does that works. */
    REFUSED(Sign.GOOD),
    CAPACITY(Sign.NONE),
    /** We refused the request ourselves before the target was asked. */
    DECLINED(Sign.NONE),
    /** The time for the whole was over: the request's before the target's, or the target's while its answer came. */
    EXPIRED(Sign.NONE),
    /** The caller left. */
    LEFT(Sign.NONE),
    /** Another target was faster. */
    LOST(Sign.NONE),
    /** A fault of ours. */
    BROKEN(Sign.NONE);

    /** What an outcome is to the target's breaker. */
    public enum Sign {
        GOOD,
        BAD,
        /** It does not count. */
        NONE
    }

    private final Sign sign;
    private final String wire = name().toLowerCase(Locale.ROOT);

    AttemptOutcome(Sign sign) {
        this.sign = sign;
    }

    /** Its name for labels and traces, such as {@code rate_limited}. */
    public String wire() {
        return wire;
    }

    public Sign sign() {
        return sign;
    }

    /** The outcome that an engine's failure is. */
    public static AttemptOutcome of(EngineFailure.Kind kind) {
        return switch (kind) {
            case CONNECT -> CONNECT;
            case TIMEOUT -> TIMEOUT;
            case EXPIRED -> EXPIRED;
            case RATE_LIMITED -> RATE_LIMITED;
            case UPSTREAM -> UPSTREAM;
            case MISCONFIGURED -> MISCONFIGURED;
            case REFUSED -> REFUSED;
            case CAPACITY -> CAPACITY;
        };
    }
}
