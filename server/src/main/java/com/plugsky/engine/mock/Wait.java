package com.plugsky.engine.mock;

import com.plugsky.engine.Sink;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The waits of one answer, which end as soon as its caller leaves. */
final class Wait {

    private final CountDownLatch gone = new CountDownLatch(1);

    Wait(Sink caller) {
        caller.onGone(gone::countDown);
    }

    /** @throws IOException the caller left, or the server stops */
    void atMost(Duration time) throws IOException {
        try {
            if (gone.await(time.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IOException("the caller left");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("stopped while it waited");
        }
    }
}
