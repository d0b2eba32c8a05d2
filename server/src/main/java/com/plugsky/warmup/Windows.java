package com.plugsky.warmup;

/** The rule that says when the cost of a request has become steady. For use by one thread. */
final class Windows {
    /** How many windows in a row must agree. */
    static final int IN_A_ROW = 3;

    /** How much the dearest of them may cost, beside the cheapest. */
    static final double SPREAD = 1.1;

    private final long[] last = new long[IN_A_ROW];
    private int seen;

    /**
     * Takes the next window.
     *
     * @param cost of a request in it, in any unit
     * @return whether this one and those before it agree
     */
    boolean steady(long cost) {
        last[seen++ % IN_A_ROW] = cost;
        if (seen < IN_A_ROW) {
            return false;
        }
        long least = cost;
        long most = cost;
        for (long each : last) {
            least = Math.min(least, each);
            most = Math.max(most, each);
        }
        return most <= least * SPREAD;
    }
}
