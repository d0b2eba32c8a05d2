package com.plugsky.dispatch.guard;

/** What checks say of one target: three bad ones in a row put it down, two good ones up. Safe for use by many threads. */
final class HealthMark {

    private static final int DOWN_AFTER = 3;
    private static final int UP_AFTER = 2;

    private int against;
    private volatile boolean healthy = true;

    boolean healthy() {
        return healthy;
    }

    /** Takes one sign; whether the target changed sides with it. */
    synchronized boolean sign(boolean good) {
        if (good == healthy) {
            against = 0;
            return false;
        }
        against++;
        if (against < (healthy ? DOWN_AFTER : UP_AFTER)) {
            return false;
        }
        against = 0;
        healthy = good;
        return true;
    }
}
