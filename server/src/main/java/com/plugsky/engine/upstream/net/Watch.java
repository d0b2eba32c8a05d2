package com.plugsky.engine.upstream.net;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that looks at the clock of every call in flight, ten times a second, and then at what else is due.
 *
 * <p>It begins with the first call, and is a platform thread: it must run when all carriers of virtual threads are busy.
 */
final class Watch implements AutoCloseable {

    private static final long ROUND_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private static final Logger LOG = LoggerFactory.getLogger(Watch.class);

    private final Set<Lifeline> calls = ConcurrentHashMap.newKeySet();
    private final LongSupplier clock;
    private final LongConsumer besides;
    private volatile @Nullable Thread thread;
    private volatile boolean closed;

    /**
     * A watch that has not begun.
     *
     * @param besides called with the time in each round
     */
    Watch(LongSupplier clock, LongConsumer besides) {
        this.clock = clock;
        this.besides = besides;
    }

    void add(Lifeline call) {
        calls.add(call);
        if (thread == null) {
            begin();
        }
    }

    void remove(Lifeline call) {
        calls.remove(call);
    }

    private synchronized void begin() {
        if (thread == null && !closed) {
            thread = Thread.ofPlatform().daemon().name("upstream-watch").start(this::rounds);
        }
    }

    private void rounds() {
        while (!closed) {
            try {
                round();
            } catch (RuntimeException e) {
                LOG.error("A look at the calls in progress failed", e); // the next one is due all the same
            }
            LockSupport.parkNanos(ROUND_NANOS);
        }
    }

    /** One look at everything. */
    void round() {
        long now = clock.getAsLong();
        for (Lifeline call : calls) {
            call.look(now);
        }
        besides.accept(now);
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (thread != null) {
            LockSupport.unpark(thread);
        }
    }
}
