package com.plugsky.front;

import java.util.ArrayList;
import java.util.List;

/** Whether a caller has left, and what is to be done when it does. Safe for use by many threads. */
final class Departure {
    private List<Runnable> actions = List.of();
    private volatile boolean happened;

    boolean happened() {
        return happened;
    }

    /** Runs the action once when the caller leaves, at once if it is gone already. */
    void then(Runnable action) {
        synchronized (this) {
            if (!happened) {
                actions = actions.isEmpty() ? new ArrayList<>(2) : actions;
                actions.add(action);
                return;
            }
        }
        action.run();
    }

    /** Says that the caller left. */
    void happens() {
        List<Runnable> due;
        synchronized (this) {
            happened = true;
            due = actions;
            actions = List.of();
        }
        due.forEach(Runnable::run);
    }

    /** Forgets what was to be done: nobody waits for it any more. */
    synchronized void forget() {
        actions = List.of();
    }
}
