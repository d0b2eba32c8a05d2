package com.plugsky.front;

import com.plugsky.error.ApiError;
import com.plugsky.error.ErrorCode;
import com.plugsky.error.Refusal;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * How many requests are being answered, and whether more are let in: at most a number at once, none once the server stops.
 *
 * <p>Its life: warming if somebody says so (letting in, but not asking to be sent requests), open, then not ready (still
 * letting in, for those who have not heard yet), then stopping.
 */
final class Admission {
    private final int most;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition idle = lock.newCondition();
    private int inside;
    private boolean ready = true;
    private boolean warming;
    private boolean stopping;

    Admission(int most) {
        this.most = most;
    }

    /**
     * Lets a request in; {@link #leave} must follow.
     *
     * @throws Refusal 503, at once: nobody waits here
     */
    void enter() {
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
            inside++;
        } finally {
            lock.unlock();
        }
    }

    void leave() {
        lock.lock();
        try {
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

    /** Says whether the server still warms up, and so does not want to be sent requests yet. */
    void warming(boolean still) {
        lock.lock();
        try {
            warming = still;
        } finally {
            lock.unlock();
        }
    }

    /** How many requests are being answered now. */
    int inside() {
        lock.lock();
        try {
            return inside;
        } finally {
            lock.unlock();
        }
    }

    /** Whether the server is about to stop, or stops. */
    boolean ending() {
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
