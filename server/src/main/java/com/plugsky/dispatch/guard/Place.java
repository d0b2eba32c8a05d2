package com.plugsky.dispatch.guard;

import com.plugsky.dispatch.report.AttemptOutcome;

/**
 * One attempt's place at a target, from {@link TargetState#acquire} to one {@link #end} or {@link #giveBack}.
 *
 * <p>Used by one thread at a time.
 */
public final class Place {

    private final TargetState state;
    private boolean trial;

    /** {@code trial}: it is one of the few calls that show whether the target has recovered. */
    Place(TargetState state, boolean trial) {
        this.state = state;
        this.trial = trial;
    }

    public TargetState state() {
        return state;
    }

    /** Says that the answer has begun. A trial has shown then what it is for, and keeps nobody out however long it flows. */
    public void answers() {
        if (trial) {
            trial = false;
            state.answers();
        }
    }

    /** Gives the place back, with what came of it. */
    public void end(AttemptOutcome outcome) {
        state.end(outcome, trial);
    }

    /** Gives the place back without having used it: nothing was asked. */
    public void giveBack() {
        state.giveBack(trial);
    }
}
