package com.plugsky.dispatch.report;

import java.util.List;

/**
 * The one who counts what the dispatcher does.
 *
 * <p>Called from the threads of requests and from the one that looks at targets; a call must not block and must not throw.
 * Models are fleet ids, targets are labels such as {@code plugsky-pro#2}.
 */
public interface DispatchListener {

    /** Nobody. */
    DispatchListener NONE = new DispatchListener() {};

    /** Several, who are told one after the other. */
    static DispatchListener all(List<DispatchListener> listeners) {
        return listeners.size() == 1 ? listeners.getFirst() : new Listeners(listeners);
    }

    /** Each attempt at an upstream target ends with this, whatever became of it. */
    default void attemptEnded(AttemptReport report) {}

    /** Another attempt follows a failed one; {@code after} is how that one ended. */
    default void retries(String model, String target, AttemptOutcome after) {}

    /** Another attempt would have followed, but the budget is used up. */
    default void retryRefused(String model, AttemptOutcome after) {}

    /** A second target is asked beside a slow first one. */
    default void hedges(String model, String target) {}

    default void breakerMoved(String target, BreakerState from, BreakerState to) {}

    /** Checks found a target down, or up again. */
    default void healthChanged(String target, boolean healthy) {}
}
