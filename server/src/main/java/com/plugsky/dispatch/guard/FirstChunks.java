package com.plugsky.dispatch.guard;

import java.util.Arrays;

/** How long a target took lately until its first chunk, in a ring of fixed size. Safe for use by many threads. */
final class FirstChunks {

    static final int SIZE = 128;

    /** Fewer say nothing about one in twenty. */
    static final int ENOUGH = 20;

    private static final int RENEWED_EVERY = 8;

    private final long[] ring = new long[SIZE];
    private long count;
    private long slow = -1;

    synchronized void add(long nanos) {
        ring[(int) (count++ % SIZE)] = nanos;
        if (count >= ENOUGH && (slow < 0 || count % RENEWED_EVERY == 0)) {
            long[] sorted = Arrays.copyOf(ring, (int) Math.min(count, SIZE));
            Arrays.sort(sorted);
            slow = sorted[(int) Math.ceil(sorted.length * 0.95) - 1];
        }
    }

    /** The time within which 95 of 100 first chunks came; negative: too few are known. */
    synchronized long slow() {
        return slow;
    }
}
