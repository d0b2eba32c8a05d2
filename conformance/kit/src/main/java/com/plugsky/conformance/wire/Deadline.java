package com.plugsky.conformance.wire;

import java.net.SocketTimeoutException;
import java.time.Duration;

/** A point on the monotonic clock after which nothing is waited for. */
public record Deadline(long nanos) {
    public static Deadline in(Duration patience) {
        return new Deadline(System.nanoTime() + patience.toNanos());
    }

    public boolean passed() {
        return nanos - System.nanoTime() <= 0;
    }

    /** The milliseconds left, at least 1; never 0, which a socket takes as "for ever". */
    int millisLeft() throws SocketTimeoutException {
        long left = (nanos - System.nanoTime() + 999_999) / 1_000_000;
        if (left <= 0) {
            throw new SocketTimeoutException("deadline passed");
        }
        return (int) Math.min(left, Integer.MAX_VALUE);
    }
}
