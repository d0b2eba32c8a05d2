package com.plugsky.front;

import com.plugsky.error.ApiError;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that looks at every connection whose caller waits: it notices who left, and keeps silent streams alive. And
 * it ends those whose requests never do.
 *
 * <p>A request that ends within a period is never looked at; an ended one is forgotten at the next look.
 */
final class ClientWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ClientWatch.class);

    /** Keeps the time in which a caller who left is noticed under half a second. */
    static final Duration PERIOD = Duration.ofMillis(400);

    private final Queue<Watched> watched = new ConcurrentLinkedQueue<>();
    private final Thread thread;

    ClientWatch(Duration period, Sleeper sleeper) {
        thread = Thread.ofPlatform().daemon().name("client-watch").start(() -> sweep(period, sleeper));
    }

    /** Looks at this from now on. A sink is added when the whole body of its request has been read. */
    void add(Watched one) {
        watched.add(one);
    }

    /** Tells every caller who still waits why it gets no more. */
    void cut(ApiError error) {
        watched.forEach(one -> {
            try {
                one.cut(error);
            } catch (RuntimeException e) {
                LOG.error("The caller of one answer could not be told that the server stops", e);
            }
        });
    }

    private void sweep(Duration period, Sleeper sleeper) {
        try {
            while (true) {
                sleeper.sleep(period);
                long now = System.nanoTime();
                watched.removeIf(one -> !look(one, now));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the server stops
        }
    }

    /** One connection's fault must not blind the watch for all others. */
    private static boolean look(Watched one, long now) {
        try {
            return one.look(now);
        } catch (RuntimeException e) {
            LOG.error("A look at one connection failed; it is watched no more", e);
            return false;
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
