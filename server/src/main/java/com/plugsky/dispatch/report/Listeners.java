package com.plugsky.dispatch.report;

import java.util.List;

/** Several listeners as one. */
record Listeners(List<DispatchListener> all) implements DispatchListener {

    Listeners {
        all = List.copyOf(all);
    }

    @Override
    public void attemptEnded(AttemptReport report) {
        all.forEach(each -> each.attemptEnded(report));
    }

    @Override
    public void retries(String model, String target, AttemptOutcome after) {
        all.forEach(each -> each.retries(model, target, after));
    }

    @Override
    public void retryRefused(String model, AttemptOutcome after) {
        all.forEach(each -> each.retryRefused(model, after));
    }

    @Override
    public void hedges(String model, String target) {
        all.forEach(each -> each.hedges(model, target));
    }

    @Override
    public void breakerMoved(String target, BreakerState from, BreakerState to) {
        all.forEach(each -> each.breakerMoved(target, from, to));
    }

    @Override
    public void healthChanged(String target, boolean healthy) {
        all.forEach(each -> each.healthChanged(target, healthy));
    }
}
