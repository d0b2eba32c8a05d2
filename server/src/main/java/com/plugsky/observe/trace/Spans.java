package com.plugsky.observe.trace;

import com.plugsky.access.Caller;
import com.plugsky.engine.Trace;
import com.plugsky.observe.Observer;
import com.plugsky.observe.Passage;
import com.plugsky.observe.RequestEntry;
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

/**
 * Draws a span for each chat request and one below it for each attempt, once they have ended.
 *
 * <p>The ids are those that upstream servers were told, so that their spans stand below ours. Safe for use by many threads.
 */
final class Spans implements Observer.Listener {

    private static final String CHAT = "chat";
    private static final AttributeKey<String> OPERATION = AttributeKey.stringKey("gen_ai.operation.name");
    private static final AttributeKey<String> PROVIDER = AttributeKey.stringKey("gen_ai.provider.name");
    private static final AttributeKey<String> ASKED = AttributeKey.stringKey("gen_ai.request.model");
    private static final AttributeKey<String> ANSWERED = AttributeKey.stringKey("gen_ai.response.model");
    private static final AttributeKey<Long> INPUT = AttributeKey.longKey("gen_ai.usage.input_tokens");
    private static final AttributeKey<Long> OUTPUT = AttributeKey.longKey("gen_ai.usage.output_tokens");
    private static final AttributeKey<String> ERROR = AttributeKey.stringKey("error.type");
    private static final AttributeKey<Long> STATUS = AttributeKey.longKey("http.response.status_code");
    private static final AttributeKey<String> REQUEST_ID = AttributeKey.stringKey("plugsky.request.id");
    private static final AttributeKey<String> CLIENT_ID = AttributeKey.stringKey("plugsky.client_request.id");
    private static final AttributeKey<String> KEY_ID = AttributeKey.stringKey("plugsky.key.id");
    private static final AttributeKey<String> WORKSPACE = AttributeKey.stringKey("plugsky.workspace");
    private static final AttributeKey<String> STRATEGY = AttributeKey.stringKey("plugsky.strategy");
    private static final AttributeKey<Long> ATTEMPTS = AttributeKey.longKey("plugsky.attempts");
    private static final AttributeKey<Double> FIRST_CHUNK = AttributeKey.doubleKey("plugsky.first_chunk.duration");

    private final Tracer tracer;
    private final GivenIds ids;
    private final String chatPath;
    private final Clock clock;

    Spans(Tracer tracer, GivenIds ids, String chatPath, Clock clock) {
        this.tracer = tracer;
        this.ids = ids;
        this.chatPath = chatPath;
        this.clock = clock;
    }

    @Override
    public void ended(Passage passage, Observer.Ended how) {
        if (!passage.trace().sampled() || !chatPath.equals(passage.operation())) {
            return;
        }
        long end = epochNanos(clock.instant());
        RequestEntry entry = passage.entry();
        String name = entry == null ? CHAT : CHAT + " " + entry.decision().modelAsked();
        SpanBuilder builder = tracer.spanBuilder(name)
                .setSpanKind(SpanKind.SERVER)
                .setParent(caller(passage.trace()))
                .setStartTimestamp(end - how.nanos(), TimeUnit.NANOSECONDS)
                .setAttribute(OPERATION, CHAT)
                .setAttribute(PROVIDER, "plugsky")
                .setAttribute(REQUEST_ID, passage.id())
                .setAttribute(STATUS, (long) how.status());
        set(builder, CLIENT_ID, passage.clientId());
        caller(builder, passage.caller());
        if (entry != null) {
            chat(builder, entry);
        }
        String error = passage.errorType();
        Span span = ids.with(passage.trace(), builder::startSpan);
        fail(span, error);
        attempts(passage, span, new Times(end, how.endNanos()));
        span.end(end, TimeUnit.NANOSECONDS);
    }

    /** The end of a request on both clocks. */
    private record Times(long endEpoch, long endNanos) {
        long epoch(long nanos) {
            return endEpoch - (endNanos - nanos);
        }
    }

    /** An attempt ends where the next one begins. */
    private void attempts(Passage passage, Span request, Times times) {
        var attempts = passage.attempts();
        for (int i = 0; i < attempts.size(); i++) {
            Passage.Attempt attempt = attempts.get(i);
            boolean last = i == attempts.size() - 1;
            String model = attempt.candidate().model().id();
            Span span = tracer.spanBuilder(CHAT + " " + model)
                    .setSpanKind(SpanKind.CLIENT)
                    .setParent(Context.root().with(request))
                    .setStartTimestamp(times.epoch(attempt.startNanos()), TimeUnit.NANOSECONDS)
                    .setAttribute(OPERATION, CHAT)
                    .setAttribute(PROVIDER, "plugsky")
                    .setAttribute(ASKED, model)
                    .setAttribute(AttributeKey.longKey("plugsky.attempt"), (long) i + 1)
                    .startSpan();
            fail(span, last ? passage.errorType() : "_OTHER");
            long end = last ? times.endNanos() : attempts.get(i + 1).startNanos();
            span.end(times.epoch(end), TimeUnit.NANOSECONDS);
        }
    }

    private static void chat(SpanBuilder builder, RequestEntry entry) {
        RequestEntry.Ending ending = entry.ending();
        builder.setAttribute(ASKED, entry.decision().modelAsked())
                .setAttribute(INPUT, (long) ending.usage().promptTokens())
                .setAttribute(OUTPUT, (long) ending.usage().completionTokens())
                .setAttribute(ATTEMPTS, (long) ending.attempts());
        set(builder, ANSWERED, ending.model());
        if (entry.decision().strategy() != null) {
            builder.setAttribute(STRATEGY, entry.decision().strategy().wire());
        }
        if (ending.firstChunk() != null) {
            builder.setAttribute(FIRST_CHUNK, ending.firstChunk().toNanos() / 1e9);
        }
    }

    private static void caller(SpanBuilder builder, @Nullable Caller caller) {
        if (caller != null) {
            builder.setAttribute(KEY_ID, caller.keyId()).setAttribute(WORKSPACE, caller.workspace());
        }
    }

    private static Context caller(Trace trace) {
        String parent = trace.parentId();
        if (parent == null) {
            return Context.root();
        }
        return Context.root()
                .with(Span.wrap(SpanContext.createFromRemoteParent(
                        trace.traceId(), parent, TraceFlags.getSampled(), TraceState.getDefault())));
    }

    private static void fail(Span span, @Nullable String error) {
        if (error != null) {
            span.setAttribute(ERROR, error);
            span.setStatus(StatusCode.ERROR);
        }
    }

    private static void set(SpanBuilder builder, AttributeKey<String> key, @Nullable String value) {
        if (value != null) {
            builder.setAttribute(key, value);
        }
    }

    private static long epochNanos(Instant at) {
        return TimeUnit.SECONDS.toNanos(at.getEpochSecond()) + at.getNano();
    }
}
