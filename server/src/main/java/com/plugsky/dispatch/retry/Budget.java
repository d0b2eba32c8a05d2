package com.plugsky.dispatch.retry;

import java.util.function.LongSupplier;

/**
 * The bound on extra attempts over all requests: so many percent of the requests of the last {@value #WINDOW_SECONDS} s,
 * and so many more each second.
 *
 * <p>When everything fails, the load that reaches the targets thus grows by that share and no more. Requests that their
 * senders repeat are paid from it, too, but only up to half of it: who says of all its requests that they are repeated
 * leaves the other half to everybody else. Counted in slots of one second of monotonic time. Safe for use by many threads.
 */
public final class Budget {

    static final int WINDOW_SECONDS = 10;

    private static final long SLOT_NANOS = 1_000_000_000L;

    private final double share;
    private final double reserve;
    private final LongSupplier nanos;
    private final long start;
    private final Tally requests = new Tally();
    private final Tally repeats = new Tally();
    private final Tally attempts = new Tally();
    private long slot;

    /** What was counted in each slot of the window, and in all of them. */
    private static final class Tally {

        private final int[] slots = new int[WINDOW_SECONDS];
        private long sum;

        void add(int at, int more) {
            slots[at] += more;
            sum += more;
        }

        void forget(int at) {
            add(at, -slots[at]);
        }
    }

    /** A budget of which nothing is spent. */
    public Budget(int percent, int perSecond, LongSupplier nanos) {
        this.share = percent / 100.0;
        this.reserve = (double) perSecond * WINDOW_SECONDS;
        this.nanos = nanos;
        this.start = nanos.getAsLong();
    }

    /** Notes a request; one that its sender repeats is paid for as far as it may be, but never refused. */
    public synchronized void arrives(boolean repeated) {
        int now = roll();
        requests.add(now, 1);
        if (repeated && repeats.sum + 1 <= all() / 2) {
            repeats.add(now, 1);
        }
    }

    /** Takes one attempt, if there is one left. */
    public synchronized boolean withdraw() {
        int now = roll();
        if (attempts.sum + repeats.sum + 1 > all()) {
            return false;
        }
        attempts.add(now, 1);
        return true;
    }

    /** Gives one back that was not made. It was withdrawn lately, so the latest slot that has one is taken for its own. */
    public synchronized void giveBack() {
        int now = roll();
        for (int age = 0; age < WINDOW_SECONDS; age++) {
            int at = Math.floorMod(now - age, WINDOW_SECONDS);
            if (attempts.slots[at] > 0) {
                attempts.add(at, -1);
                return;
            }
        }
    }

    private double all() {
        return share * requests.sum + reserve;
    }

    /** Forgets what is older than the window; the index of the slot that is now. */
    private int roll() {
        long now = (nanos.getAsLong() - start) / SLOT_NANOS;
        for (long next = Math.max(slot + 1, now - WINDOW_SECONDS + 1); next <= now; next++) {
            int at = (int) (next % WINDOW_SECONDS);
            requests.forget(at);
            repeats.forget(at);
            attempts.forget(at);
        }
        slot = Math.max(slot, now);
        return (int) (slot % WINDOW_SECONDS);
    }
}
