package com.plugsky.front;

import com.plugsky.error.ApiError;
import com.plugsky.error.ErrorCode;
import com.plugsky.error.Refusal;
import com.plugsky.warmup.Door;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * How many requests are being answered, and whether more are let in: at most a number at once, none once the server stops.
 *
 * <p>Its life: warming if somebody says so (letting in, but not asking to be sent requests), open, then not ready (still
 * letting in, for those who have not heard yet), then stopping.
 */
final class Admission implements Door {
    private final int most;
    private final int mostOfOne;
    private final Map<String, Count> callers = new HashMap<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition idle = lock.newCondition();
    private int inside;
    private boolean ready = true;
    private boolean warming;
    private boolean stopping;

    /** How many requests of one caller are inside. */
    private static final class Count {
        private int inside;
    }

    /**
     * @param most at once
     * @param mostOfOne of one key at once; callers without keys cannot be told apart
     */
    Admission(int most, int mostOfOne) {
        this.most = most;
        this.mostOfOne = mostOfOne;
    }

    /**
     * Lets a request in; {@link #leave} must follow.
     *
     * @param key of the caller; null: it has none
     * @throws Refusal 503, or 429 if only this caller has too many, at once: nobody waits here
     */
    void enter(@Nullable String key) {
        lock.lock();
        try {
            if (stopping) {
                throw new Refusal(ApiError.of(ErrorCode.SERVER_IS_STOPPING, "The server is about to stop", null)
                        .withHeader("connection", "close"));
            }
            if (inside >= most) {
                throw Refusal.of(
                        ErrorCode.SERVER_IS_OVERLOADED, "The server answers " + most + " requests already", null);
            }
            if (key != null) {
                count(key);
            }
            inside++;
        } finally {
            lock.unlock();
        }
    }

    private void count(String key) {
        Count count = callers.computeIfAbsent(key, first -> new Count());
        if (count.inside >= mostOfOne) {
            throw Refusal.of(
                    ErrorCode.SLOW_DOWN, "This key has " + mostOfOne + " requests that are answered already", null);
        }
        count.inside++;
    }

    /** @param key as it was given to {@link #enter} */
    void leave(@Nullable String key) {
        lock.lock();
        try {
            Count count = key == null ? null : callers.get(key);
            if (count != null && --count.inside == 0) {
                callers.remove(key);
            }
            if (--inside == 0) {
                idle.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Whether the server wants to be sent requests. */
    boolean ready() {
        lock.lock();
        try {
            return ready && !warming;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void warming(boolean still) {
        lock.lock();
        try {
            warming = still;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public int inside() {
        lock.lock();
        try {
            return inside;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean ending() {
        lock.lock();
        try {
            return !ready;
        } finally {
            lock.unlock();
        }
    }

    /** Asks to be sent no more requests; those that come are still answered. */
    void unready() {
        lock.lock();
        try {
            ready = false;
        } finally {
            lock.unlock();
        }
    }

    /** Refuses every new request from now on. */
    void refuse() {
        lock.lock();
        try {
            ready = false;
            stopping = true;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits for those inside.
     *
     * @return how many are still inside when the time is over
     */
    int await(Duration most) throws InterruptedException {
        lock.lock();
        try {
            long left = most.toNanos();
            while (inside > 0 && left > 0) {
                left = idle.awaitNanos(left);
            }
            return inside;
        } finally {
            lock.unlock();
        }
    }
}
