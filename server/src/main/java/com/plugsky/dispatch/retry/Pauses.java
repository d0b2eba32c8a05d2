package com.plugsky.dispatch.retry;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The way to let time pass that something may cut short: the thread's own wait, except in tests. */
@FunctionalInterface
public interface Pauses {

    /** Waits in earnest. */
    Pauses REAL = (latch, nanos) -> latch.await(nanos, TimeUnit.NANOSECONDS);

    /**
     * Waits until the time is over or the latch is open.
     *
     * @return whether the latch is open
     */
    boolean await(CountDownLatch latch, long nanos) throws InterruptedException;
}
