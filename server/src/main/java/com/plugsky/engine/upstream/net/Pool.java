package com.plugsky.engine.upstream.net;

import com.plugsky.engine.upstream.http.HttpConnection;
import java.util.ArrayDeque;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The idle connections to one endpoint, the one used last on top: those below age until they are closed, so that there are as
 * many as are needed.
 *
 * <p>Its lock is held for a few instructions only. Safe for use by many threads.
 */
final class Pool {

    private final Endpoint endpoint;
    private final AtomicInteger idle;
    private final ArrayDeque<Idle> connections = new ArrayDeque<>();
    private long usedAt;
    private boolean retired;

    private record Idle(HttpConnection connection, long until) {}

    /**
     * An empty pool.
     *
     * @param idle how many are idle in all pools together
     */
    Pool(Endpoint endpoint, AtomicInteger idle, long now) {
        this.endpoint = endpoint;
        this.idle = idle;
        usedAt = now;
    }

    Endpoint endpoint() {
        return endpoint;
    }

    /**
     * The connection used last, unless it is too old or the other side has spoken unasked; null: there is none. Each is
     * looked at, although that is a call of the system: what was said unasked would be the answer to the next question.
     */
    @Nullable
    HttpConnection take(long now) {
        while (true) {
            Idle top;
            synchronized (this) {
                usedAt = now;
                top = connections.pollFirst();
            }
            if (top == null) {
                return null;
            }
            idle.decrementAndGet();
            if (now - top.until() < 0 && !top.connection().speaks()) {
                return top.connection();
            }
            Sockets.close(top.connection().base());
        }
    }

    /** How many are idle. */
    synchronized int size() {
        return connections.size();
    }

    /** Keeps a connection until then; false: it is not kept. */
    boolean put(HttpConnection connection, long now, long until, int most) {
        if (now - until >= 0) {
            return false;
        }
        if (idle.incrementAndGet() <= most) {
            synchronized (this) {
                usedAt = now;
                if (!retired) {
                    connections.addFirst(new Idle(connection, until));
                    return true;
                }
            }
        }
        idle.decrementAndGet();
        return false;
    }

    /** Closes what is too old; true: nobody has used this pool for so long that it takes nothing any more. */
    boolean sweep(long now, long unusedNanos) {
        while (true) {
            Idle oldest;
            synchronized (this) {
                oldest = connections.peekLast();
                if (oldest == null) {
                    retired = now - usedAt > unusedNanos;
                    return retired;
                }
                if (now - oldest.until() < 0) {
                    return false;
                }
                connections.pollLast();
            }
            idle.decrementAndGet();
            Sockets.close(oldest.connection().base());
        }
    }

    /** Closes everything, and keeps nothing from now on. */
    void close() {
        Idle next;
        do {
            synchronized (this) {
                retired = true;
                next = connections.pollFirst();
            }
            if (next != null) {
                idle.decrementAndGet();
                Sockets.close(next.connection().base());
            }
        } while (next != null);
    }
}
