package com.plugsky.observe.metrics;

import com.plugsky.observe.Observer;
import com.plugsky.observe.Passage;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * All meters of the server, and their reading as text.
 *
 * <p>Labels are few by construction: ids of the fleet, codes of the contract. What a caller writes is never one. Safe for use
 * by many threads; one reads at a time.
 */
public final class Meters implements Observer.Listener, AutoCloseable {

    /** The form that every Prometheus reads. */
    public static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";

    /** The newer form, for those who ask for it. */
    public static final String OPEN_METRICS = "application/openmetrics-text; version=1.0.0; charset=utf-8";

    private static final int METERS_A_LABEL_SET = 8;

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final ChatMeters chats;
    private final RefusalMeters refusals;
    private final DispatchMeters dispatch;
    private final List<Runnable> readings = new ArrayList<>();
    private final ReentrantLock reading = new ReentrantLock();
    private @Nullable RuntimeMeters runtime;

    /** @param labelSets how many sets of labels a meter may have; what is over is counted together */
    public Meters(int labelSets) {
        Room.bound(registry, (labelSets + 100) * METERS_A_LABEL_SET);
        this.chats = new ChatMeters(registry, labelSets);
        this.refusals = new RefusalMeters(registry);
        this.dispatch = new DispatchMeters(registry, labelSets);
    }

    @Override
    public void ended(Passage passage, Observer.Ended how) {
        chats.ended(passage, how);
        refusals.ended(passage, how);
    }

    /** The meters of attempts at targets. */
    public DispatchMeters dispatch() {
        return dispatch;
    }

    /** Forgets what was counted under names of models that are not known any more. */
    public void keepModels(Predicate<String> known) {
        chats.keep(known);
    }

    /** Shows a value that is looked up at each reading. */
    public void gauge(String name, String description, LongSupplier value) {
        Gauge.builder(name, value::getAsLong).description(description).register(registry);
    }

    /** Shows a count that only rises, looked up at each reading. */
    public void counter(String name, String description, LongSupplier value) {
        FunctionCounter.builder(name, value, LongSupplier::getAsLong)
                .description(description)
                .register(registry);
    }

    /** Does something before each reading, such as showing what changes its labels. */
    public void beforeReading(Runnable action) {
        reading.lock();
        try {
            readings.add(action);
        } finally {
            reading.unlock();
        }
    }

    /** Writes all meters as they are now, in one of the two forms. */
    public void write(OutputStream out, boolean openMetrics) throws IOException {
        reading.lock();
        try {
            if (runtime == null) {
                runtime = new RuntimeMeters(registry);
            }
            readings.forEach(Runnable::run);
            registry.scrape(out, openMetrics ? OPEN_METRICS : TEXT);
        } finally {
            reading.unlock();
        }
    }

    @Override
    public void close() {
        reading.lock();
        try {
            if (runtime != null) {
                runtime.close();
            }
        } finally {
            reading.unlock();
        }
        registry.close();
    }
}
