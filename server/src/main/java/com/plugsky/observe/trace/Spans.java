package com.plugsky.observe.trace;

import com.plugsky.access.Caller;
import com.plugsky.fleet.Target;
import com.plugsky.observe.Observer;
import com.plugsky.observe.Passage;
import com.plugsky.observe.RequestEntry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Draws a span for each chat request, once it has ended, and one below it for each engine of our own that was asked.
 *
 * <p>Its id is the one that attempts at upstreams name as theirs above. Safe for use by many threads.
 */
final class Spans implements Observer.Listener {

    private static final String PLUGSKY = "plugsky";
    private static final AttributeKey<String> ANSWERED = AttributeKey.stringKey("gen_ai.response.model");
    private static final AttributeKey<Long> INPUT = AttributeKey.longKey("gen_ai.usage.input_tokens");
    private static final AttributeKey<Long> OUTPUT = AttributeKey.longKey("gen_ai.usage.output_tokens");
    private static final AttributeKey<Long> STATUS = AttributeKey.longKey("http.response.status_code");
    private static final AttributeKey<String> REQUEST_ID = AttributeKey.stringKey("plugsky.request.id");
    private static final AttributeKey<String> CLIENT_ID = AttributeKey.stringKey("plugsky.client_request.id");
    private static final AttributeKey<String> KEY_ID = AttributeKey.stringKey("plugsky.key.id");
    private static final AttributeKey<String> WORKSPACE = AttributeKey.stringKey("plugsky.workspace");
    private static final AttributeKey<String> STRATEGY = AttributeKey.stringKey("plugsky.strategy");
    private static final AttributeKey<Long> ATTEMPTS = AttributeKey.longKey("plugsky.attempts");

    private final Pen pen;
    private final String chatPath;

    Spans(Pen pen, String chatPath) {
        this.pen = pen;
        this.chatPath = chatPath;
    }

    @Override
    public void ended(Passage passage, Observer.Ended how) {
        if (!passage.trace().sampled() || !chatPath.equals(passage.operation())) {
            return;
        }
        long end = pen.now();
        RequestEntry entry = passage.entry();
        SpanBuilder builder = pen.chat(
                        SpanKind.SERVER, entry == null ? null : entry.decision().modelAsked())
                .setStartTimestamp(end - how.nanos(), TimeUnit.NANOSECONDS)
                .setAttribute(Pen.PROVIDER, PLUGSKY)
                .setAttribute(REQUEST_ID, passage.id())
                .setAttribute(STATUS, (long) how.status());
        set(builder, CLIENT_ID, passage.clientId());
        caller(builder, passage.caller());
        if (entry != null) {
            chat(builder, entry);
        }
        Span span = pen.start(builder, passage.trace());
        Pen.fail(span, passage.errorType());
        ownEngines(passage, span, new Times(end, how.endNanos()));
        span.end(end, TimeUnit.NANOSECONDS);
    }

    /** The end of a request on both clocks. */
    private record Times(long endEpoch, long endNanos) {
        long epoch(long nanos) {
            return endEpoch - (endNanos - nanos);
        }
    }

    /** An engine of our own is asked alone, until whoever is tried after it begins. */
    private void ownEngines(Passage passage, Span request, Times times) {
        var attempts = passage.attempts();
        for (int i = 0; i < attempts.size(); i++) {
            Passage.Attempt attempt = attempts.get(i);
            if (attempt.candidate().target() instanceof Target.Upstream) {
                continue; // is drawn when it ends
            }
            boolean last = i == attempts.size() - 1;
            Span span = pen.chat(SpanKind.INTERNAL, attempt.candidate().model().id())
                    .setParent(Context.root().with(request))
                    .setStartTimestamp(times.epoch(attempt.startNanos()), TimeUnit.NANOSECONDS)
                    .setAttribute(Pen.PROVIDER, PLUGSKY)
                    .startSpan();
            Pen.fail(span, last ? passage.errorType() : "_OTHER");
            long end = last ? times.endNanos() : attempts.get(i + 1).startNanos();
            span.end(times.epoch(end), TimeUnit.NANOSECONDS);
        }
    }

    private static void chat(SpanBuilder builder, RequestEntry entry) {
        RequestEntry.Ending ending = entry.ending();
        builder.setAttribute(INPUT, (long) ending.usage().promptTokens())
                .setAttribute(OUTPUT, (long) ending.usage().completionTokens())
                .setAttribute(ATTEMPTS, (long) ending.attempts());
        set(builder, ANSWERED, ending.model());
        if (entry.decision().strategy() != null) {
            builder.setAttribute(STRATEGY, entry.decision().strategy().wire());
        }
        if (ending.firstChunk() != null) {
            builder.setAttribute(Pen.FIRST_CHUNK, ending.firstChunk().toNanos() / 1e9);
        }
    }

    private static void caller(SpanBuilder builder, @Nullable Caller caller) {
        if (caller != null) {
            builder.setAttribute(KEY_ID, caller.keyId()).setAttribute(WORKSPACE, caller.workspace());
        }
    }

    private static void set(SpanBuilder builder, AttributeKey<String> key, @Nullable String value) {
        if (value != null) {
            builder.setAttribute(key, value);
        }
    }
}
