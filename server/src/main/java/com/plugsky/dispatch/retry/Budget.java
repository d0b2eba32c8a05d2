package com.plugsky.dispatch.retry;

import java.util.function.LongSupplier;

/**
 * The bound on extra attempts over all requests: so many percent of the requests of the last {@value #WINDOW_SECONDS} s,
 * and so many more each second.
 *
 * <p>When everything fails, the load that reaches the targets thus grows by that share and no more. Counted in slots of
 * one second of monotonic time. Safe for use by many threads.
 */
public final class Budget {

    static final int WINDOW_SECONDS = 10;

    private static final long SLOT_NANOS = 1_000_000_000L;

    private final double share;
    private final double reserve;
    private final LongSupplier nanos;
    private final long start;
    private final int[] requests = new int[WINDOW_SECONDS];
    private final int[] spent = new int[WINDOW_SECONDS];
    private long slot;
    private long requestsNow;
    private long spentNow;

    /** A budget of which nothing is spent. */
    public Budget(int percent, int perSecond, LongSupplier nanos) {
        this.share = percent / 100.0;
        this.reserve = (double) perSecond * WINDOW_SECONDS;
        this.nanos = nanos;
        this.start = nanos.getAsLong();
    }

    /** Notes a request; one that its sender repeats is paid for from the budget, but never refused. */
    public synchronized void arrives(boolean repeated) {
        int now = roll();
        requests[now]++;
        requestsNow++;
        if (repeated) {
            spend(now, 1);
        }
    }

    /** Takes one attempt, if there is one left. */
    public synchronized boolean withdraw() {
        int now = roll();
        if (spentNow + 1 > share * requestsNow + reserve) {
            return false;
        }
        spend(now, 1);
        return true;
    }

    /** Gives one back that was not made. */
    public synchronized void giveBack() {
        int now = roll();
        if (spent[now] > 0) {
            spend(now, -1);
        }
    }

    private void spend(int at, int attempts) {
        spent[at] += attempts;
        spentNow += attempts;
    }

    /** Forgets what is older than the window; the index of the slot that is now. */
    private int roll() {
        long now = (nanos.getAsLong() - start) / SLOT_NANOS;
        for (long next = Math.max(slot + 1, now - WINDOW_SECONDS + 1); next <= now; next++) {
            int at = (int) (next % WINDOW_SECONDS);
            requestsNow -= requests[at];
            spentNow -= spent[at];
            requests[at] = 0;
            spent[at] = 0;
        }
        slot = Math.max(slot, now);
        return (int) (slot % WINDOW_SECONDS);
    }
}
