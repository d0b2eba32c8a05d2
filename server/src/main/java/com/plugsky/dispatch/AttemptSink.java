package com.plugsky.dispatch;

import com.plugsky.engine.Sink;
import com.plugsky.engine.Usage;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The caller's sink as one attempt sees it.
 *
 * <p>For the engine the caller leaves when the caller does, when the request's time is over, or when another attempt was
 * faster. What an engine wants done then is forgotten when its attempt ends, so that it never hits the connection's next
 * user. In a {@link Race} only the first that writes gets through to the caller.
 */
final class AttemptSink implements Sink {

    /** Why an attempt was cut short. */
    enum Cut {
        LEFT,
        EXPIRED,
        LOST
    }

    private final Sink caller;
    private final @Nullable Race race;
    private final LongSupplier nanos;
    private final long deadline;
    private final Runnable whenStarted;
    private @Nullable Map<String, String> head;
    private @Nullable Runnable whenGone;
    private boolean listening;
    private volatile @Nullable Cut cut;
    private volatile boolean closed;
    private volatile boolean started;
    private Set<String> repairs = Set.of();
    private long firstAt;

    /**
     * {@code deadline} is a monotonic time; {@code race} null: this attempt runs alone; {@code whenStarted} is run once, at the
     * first write that reaches the caller.
     */
    AttemptSink(Sink caller, @Nullable Race race, LongSupplier nanos, long deadline, Runnable whenStarted) {
        this.caller = caller;
        this.race = race;
        this.nanos = nanos;
        this.deadline = deadline;
        this.whenStarted = whenStarted;
    }

    @Override
    public void head(Map<String, String> headers) {
        if (race == null) {
            caller.head(headers);
        } else {
            head = headers; // until it is certain who answers
        }
    }

    @Override
    public void json(byte[] completion) throws IOException {
        begin();
        caller.json(completion);
    }

    @Override
    public void event(byte[] events, int offset, int length) throws IOException {
        begin();
        caller.event(events, offset, length);
    }

    @Override
    public void end(Usage usage) throws IOException {
        if (!started) {
            begin();
        }
        caller.end(usage);
    }

    @Override
    public void repaired(Set<String> names) {
        repairs = names;
        if (race == null || started) {
            caller.repaired(names);
        }
    }

    private void begin() throws IOException {
        if (!started) {
            firstAt = nanos.getAsLong();
            if (race != null && !race.claim(this)) {
                throw new IOException("another attempt was faster");
            }
            if (head != null) {
                caller.head(head);
            }
            started = true;
            whenStarted.run();
        }
        if (cut != null) {
            throw new IOException("nobody waits for this attempt any more");
        }
    }

    @Override
    public boolean started() {
        return started;
    }

    @Override
    public boolean gone() {
        return cut != null || caller.gone();
    }

    @Override
    public void onGone(Runnable action) {
        boolean listens = false;
        synchronized (this) {
            if (closed) {
                return;
            }
            if (cut == null) {
                whenGone = whenGone == null ? action : both(whenGone, action);
                listens = !listening;
                listening = true;
            }
        }
        if (cut != null) {
            action.run();
        } else if (listens) {
            caller.onGone(() -> cut(Cut.LEFT));
        }
    }

    private static Runnable both(Runnable first, Runnable second) {
        return () -> {
            first.run();
            second.run();
        };
    }

    /** Ends the attempt early, for the first reason that comes. */
    void cut(Cut reason) {
        @Nullable Runnable due;
        synchronized (this) {
            if (closed || cut != null) {
                return;
            }
            cut = reason;
            due = whenGone;
            whenGone = null;
        }
        if (due != null) {
            due.run();
        }
    }

    /** Ends the attempt if its time is over; whether it was. */
    boolean expire(long now) {
        if (now - deadline < 0) {
            return false;
        }
        cut(Cut.EXPIRED);
        return true;
    }

    /** Says that the engine is done; why it was cut short, or null. */
    synchronized @Nullable Cut close() {
        closed = true;
        whenGone = null;
        return cut;
    }

    boolean closed() {
        return closed;
    }

    /** What the engine said to have put right. */
    Set<String> repairs() {
        return repairs;
    }

    /** The monotonic time of the first write; meaningless unless {@link #started}. */
    long firstAt() {
        return firstAt;
    }
}
