package com.plugsky.front;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * A body that has to come whole within a time, however it trickles: a read that begins later, or waits longer, fails with a
 * {@link SocketTimeoutException}. For use by one thread.
 */
final class TimedBody extends FilterInputStream {

    private final LongSupplier nanos;
    private final Patience patience;
    private final long end;

    /** Is told before each read how long that may wait. */
    @FunctionalInterface
    interface Patience {
        void lasts(Duration time);
    }

    /** The time begins now; {@code nanos} is monotonic. */
    TimedBody(InputStream body, Duration time, LongSupplier nanos, Patience patience) {
        super(body);
        this.nanos = nanos;
        this.patience = patience;
        this.end = nanos.getAsLong() + time.toNanos();
    }

    @Override
    public int read() throws IOException {
        hurry();
        return in.read();
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        hurry();
        return in.read(bytes, offset, length);
    }

    private void hurry() throws SocketTimeoutException {
        long left = end - nanos.getAsLong();
        if (left <= 0) {
            throw new SocketTimeoutException("the body did not come whole in time");
        }
        patience.lasts(Duration.ofNanos(left));
    }
}
