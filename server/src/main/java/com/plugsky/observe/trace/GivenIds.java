package com.plugsky.observe.trace;

import com.plugsky.engine.Trace;
import io.opentelemetry.sdk.trace.IdGenerator;
import java.util.function.Supplier;

/** The source of ids: those that a request has had since it came, and by chance for all that is drawn below it. */
final class GivenIds implements IdGenerator {

    private final ThreadLocal<Trace> given = new ThreadLocal<>();
    private final IdGenerator chance = IdGenerator.random();

    /** Makes something that takes its ids from this trace. */
    <T> T with(Trace trace, Supplier<T> make) {
        given.set(trace);
        try {
            return make.get();
        } finally {
            given.remove();
        }
    }

    @Override
    public String generateSpanId() {
        Trace trace = given.get();
        return trace == null ? chance.generateSpanId() : trace.spanId();
    }

    @Override
    public String generateTraceId() {
        Trace trace = given.get();
        return trace == null ? chance.generateTraceId() : trace.traceId();
    }
}
