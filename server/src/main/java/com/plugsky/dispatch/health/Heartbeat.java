package com.plugsky.dispatch.health;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one thread that looks at deadlines and targets, again and again. */
public final class Heartbeat implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Heartbeat.class);

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("plugsky-dispatch").factory());

    /** Begins at once; no step may block. */
    public Heartbeat(Duration period, List<Runnable> steps) {
        thread.scheduleWithFixedDelay(() -> steps.forEach(Heartbeat::take), 0, period.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** The fault of one step must not end the others. */
    private static void take(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException | Error e) { // a beat that threw would be the last one
            LOG.error("a look at deadlines or targets failed", e);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
