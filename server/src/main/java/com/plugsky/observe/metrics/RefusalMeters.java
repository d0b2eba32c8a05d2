package com.plugsky.observe.metrics;

import com.plugsky.error.ErrorCode;
import com.plugsky.observe.Observer;
import com.plugsky.observe.Passage;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicReferenceArray;

/** The requests that were refused before a model was chosen, by the code that the caller was told. */
final class RefusalMeters implements Observer.Listener {

    private static final String NAME = "plugsky.refusals";

    private final MeterRegistry registry;
    private final AtomicReferenceArray<Counter> counters = new AtomicReferenceArray<>(ErrorCode.values().length);

    RefusalMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void ended(Passage passage, Observer.Ended how) {
        ErrorCode code = passage.error();
        if (code != null && passage.entry() == null) {
            counter(code).increment();
        }
    }

    private Counter counter(ErrorCode code) {
        Counter counter = counters.get(code.ordinal());
        if (counter == null) {
            counter = Counter.builder(NAME)
                    .description("Requests refused before a model was chosen.")
                    .tag("code", code.code())
                    .register(registry);
            counters.set(code.ordinal(), counter);
        }
        return counter;
    }
}
