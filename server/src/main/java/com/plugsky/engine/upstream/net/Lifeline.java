package com.plugsky.engine.upstream.net;

import com.plugsky.engine.EngineFailure;
import com.plugsky.error.ApiError;
import com.plugsky.error.ErrorCode;
import com.plugsky.fleet.upstream.Timeouts;
import java.io.Closeable;
import java.io.IOException;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What one call hangs on: its clock, and what it waits on, most often a socket, which is closed when its time is over or its
 * caller leaves.
 *
 * <p>The call's thread names the phases and hands over each socket before it waits on it; the watch looks at the clock; anybody
 * may {@link #abort}. Whoever comes first ends it, and no socket outlives that, however the calls interleave.
 */
final class Lifeline {

    private final Timeouts times;
    private final LongSupplier clock;
    private final long totalEnd;
    private volatile long phaseEnd;
    private volatile Phase phase = Phase.CONNECT;
    private volatile boolean resting;

    private @Nullable Closeable socket;
    private @Nullable Phase late;
    private boolean aborted;
    private boolean released;

    Lifeline(Timeouts times, LongSupplier clock) {
        this.times = times;
        this.clock = clock;
        long now = clock.getAsLong();
        totalEnd = now + times.total().toNanos();
        phaseEnd = now + times.connect().toNanos();
    }

    /** Begins a phase. The end is written before the name, so that the watch never takes an old end for that of a new phase. */
    void enter(Phase next) {
        phaseEnd = clock.getAsLong() + next.limit(times).toNanos();
        phase = next;
    }

    /** Says whether it is our turn: the other side is not late as long as nobody waits for it. */
    void rest(boolean yes) {
        resting = yes;
    }

    /** The time by the clock of all calls, in nanoseconds. */
    long now() {
        return clock.getAsLong();
    }

    /** How long the present phase may last still, at least 1 ms. */
    int millisLeft() {
        long now = clock.getAsLong();
        long nanos = Math.min(phaseEnd - now, totalEnd - now);
        return (int) Math.clamp(nanos / 1_000_000, 1, Integer.MAX_VALUE);
    }

    /**
     * Hands over the socket that is waited on next, or what else wakes the waiting one when it is closed, in place of the one
     * before.
     *
     * @throws IOException the call is over; the socket is closed
     */
    void attach(Closeable next) throws IOException {
        synchronized (this) {
            if (!over()) {
                socket = next;
                return;
            }
        }
        next.close();
        throw new IOException("the call is over");
    }

    /** Takes the socket back, which is closed by nobody from now on; false if it has been closed already. */
    synchronized boolean release() {
        released = true;
        socket = null;
        return late == null && !aborted;
    }

    /** Ends the call because nobody waits for its answer. */
    void abort() {
        end(null);
    }

    /** The watch's look at the clock. */
    void look(long now) {
        boolean ours = resting; // read first: an end that is read after the rest was over is that of the new phase
        Phase waiting = phase;
        long end = phaseEnd;
        if (now - totalEnd > 0) {
            end(Phase.TOTAL);
        } else if (!ours && now - end > 0 && waiting == phase) {
            end(waiting);
        }
    }

    private void end(@Nullable Phase why) {
        Closeable closing;
        synchronized (this) {
            if (over()) {
                return;
            }
            late = why;
            aborted = why == null;
            closing = socket;
        }
        Sockets.close(closing);
    }

    private boolean over() {
        return released || aborted || late != null;
    }

    /**
     * Says why the call is over; without effect if nobody ended it.
     *
     * @throws IOException its caller left
     * @throws EngineFailure its time was over
     */
    synchronized void check() throws IOException, EngineFailure {
        if (aborted) {
            throw new IOException("the caller left");
        }
        if (late != null) {
            boolean flowed = late == Phase.TOTAL && phase == Phase.IDLE;
            throw new EngineFailure(
                    flowed ? EngineFailure.Kind.EXPIRED : EngineFailure.Kind.TIMEOUT,
                    ApiError.of(ErrorCode.UPSTREAM_TIMEOUT, late.complaint(times), null));
        }
    }
}
