package com.plugsky.observe.trace;

import com.plugsky.engine.Trace;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What all our spans have in common: the operation, ids that were given before, and times of the past. Safe for use by many threads. */
final class Pen {

    static final AttributeKey<String> PROVIDER = AttributeKey.stringKey("gen_ai.provider.name");
    static final AttributeKey<String> REQUEST_MODEL = AttributeKey.stringKey("gen_ai.request.model");
    static final AttributeKey<Double> FIRST_CHUNK = AttributeKey.doubleKey("plugsky.first_chunk.duration");

    private static final String CHAT = "chat";
    private static final AttributeKey<String> OPERATION = AttributeKey.stringKey("gen_ai.operation.name");
    private static final AttributeKey<String> ERROR = AttributeKey.stringKey("error.type");

    private final Tracer tracer;
    private final GivenIds ids;
    private final Clock clock;

    Pen(Tracer tracer, GivenIds ids, Clock clock) {
        this.tracer = tracer;
        this.ids = ids;
        this.clock = clock;
    }

    /** Now, in nanoseconds since 1970. */
    long now() {
        Instant at = clock.instant();
        return TimeUnit.SECONDS.toNanos(at.getEpochSecond()) + at.getNano();
    }

    /** A span of the operation; {@code model} null: none is known. */
    SpanBuilder chat(SpanKind kind, @Nullable String model) {
        SpanBuilder builder = tracer.spanBuilder(model == null ? CHAT : CHAT + " " + model)
                .setSpanKind(kind)
                .setAttribute(OPERATION, CHAT);
        return model == null ? builder : builder.setAttribute(REQUEST_MODEL, model);
    }

    /** Begins the span under the id of this part of the trace, below the part that is its parent. */
    Span start(SpanBuilder builder, Trace trace) {
        return ids.with(trace, builder.setParent(above(trace))::startSpan);
    }

    private static Context above(Trace trace) {
        String parent = trace.parentId();
        if (parent == null) {
            return Context.root();
        }
        return Context.root()
                .with(Span.wrap(SpanContext.createFromRemoteParent(
                        trace.traceId(), parent, TraceFlags.getSampled(), TraceState.getDefault())));
    }

    /** Says what went wrong; without effect if nothing did. */
    static void fail(Span span, @Nullable String error) {
        if (error != null) {
            span.setAttribute(ERROR, error);
            span.setStatus(StatusCode.ERROR);
        }
    }

    /** Says why a span ended early without anybody's fault. */
    static void cut(Span span, String why) {
        span.setAttribute(ERROR, why);
    }
}
