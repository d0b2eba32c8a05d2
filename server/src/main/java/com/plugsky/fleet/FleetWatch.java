package com.plugsky.fleet;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one thread that looks, again and again, whether the fleet changed. */
public final class FleetWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FleetWatch.class);

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("plugsky-fleet").factory());

    /** Begins after one period. */
    public FleetWatch(LiveFleet fleet, Duration period) {
        thread.scheduleWithFixedDelay(() -> look(fleet), period.toNanos(), period.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** A fault of one look must not end the others. */
    private static void look(LiveFleet fleet) {
        try {
            fleet.look();
        } catch (RuntimeException e) {
            LOG.error("a look at the fleet failed", e);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
