package com.plugsky.observe.metrics;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.config.MeterFilterReply;
import java.util.concurrent.atomic.AtomicInteger;

/** The bound on a registry's meters; those that are removed make room for others, which the library's own bound does not. */
final class Room implements MeterFilter {

    private final int most;
    private final AtomicInteger taken = new AtomicInteger();

    private Room(int most) {
        this.most = most;
    }

    /** Bounds a registry that has no meters yet. */
    static void bound(MeterRegistry registry, int most) {
        var room = new Room(most);
        registry.config()
                .onMeterAdded(meter -> room.taken.incrementAndGet())
                .onMeterRemoved(meter -> room.taken.decrementAndGet())
                .meterFilter(room);
    }

    @Override
    public MeterFilterReply accept(Meter.Id id) {
        return taken.get() < most ? MeterFilterReply.NEUTRAL : MeterFilterReply.DENY;
    }
}
