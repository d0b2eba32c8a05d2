package com.plugsky.engine.upstream.net;

import com.plugsky.engine.upstream.http.RequestHead;
import com.plugsky.fleet.Target;
import java.util.concurrent.atomic.AtomicInteger;

/** What is kept of one target between two calls: how many are in flight, its pool, and the head of its requests. */
final class Lane {

    private static final String PATH = "/chat/completions";

    private final AtomicInteger inFlight = new AtomicInteger();
    private final int most;
    private final Pool pool;
    private final RequestHead head;
    private volatile long usedAt;

    Lane(Target.Upstream target, Pool pool, long now) {
        this.most = target.concurrency();
        this.pool = pool;
        this.head = RequestHead.of("POST", target, PATH);
        usedAt = now;
    }

    Pool pool() {
        return pool;
    }

    RequestHead head() {
        return head;
    }

    /** Takes a place; false: all are taken. */
    boolean enter(long now) {
        usedAt = now;
        if (inFlight.incrementAndGet() <= most) {
            return true;
        }
        inFlight.decrementAndGet();
        return false;
    }

    /** Gives the place back. */
    void leave() {
        inFlight.decrementAndGet();
    }

    /** How many places are taken. */
    int inFlight() {
        return inFlight.get();
    }

    boolean unused(long now, long nanos) {
        return inFlight.get() == 0 && now - usedAt > nanos;
    }
}
