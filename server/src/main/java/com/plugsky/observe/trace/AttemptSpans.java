package com.plugsky.observe.trace;

import com.plugsky.dispatch.report.AttemptOutcome;
import com.plugsky.dispatch.report.AttemptReport;
import com.plugsky.dispatch.report.DispatchListener;
import com.plugsky.engine.Trace;
import com.plugsky.fleet.Target;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import java.net.URI;
import java.util.concurrent.TimeUnit;

/**
 * Draws a span for each attempt at an upstream target when it has ended, be it after the request itself.
 *
 * <p>Its id is the one that the upstream was told. Safe for use by many threads.
 */
final class AttemptSpans implements DispatchListener {

    private static final AttributeKey<String> ADDRESS = AttributeKey.stringKey("server.address");
    private static final AttributeKey<Long> PORT = AttributeKey.longKey("server.port");
    private static final AttributeKey<String> TARGET = AttributeKey.stringKey("plugsky.target");

    /** The convention names the dialect that is spoken, where it is not known who speaks it. */
    private static final String DIALECT = "openai";

    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    private final Pen pen;

    AttemptSpans(Pen pen) {
        this.pen = pen;
    }

    @Override
    public void attemptEnded(AttemptReport report) {
        Trace trace = report.request().trace();
        if (!trace.sampled() || !(report.candidate().target() instanceof Target.Upstream target)) {
            return;
        }
        long end = pen.now();
        SpanBuilder builder = pen.chat(SpanKind.CLIENT, target.model())
                .setStartTimestamp(end - report.nanos(), TimeUnit.NANOSECONDS)
                .setAttribute(Pen.PROVIDER, DIALECT)
                .setAttribute(TARGET, report.target())
                .setAttribute(ADDRESS, address(target.url()))
                .setAttribute(PORT, port(target.url()));
        if (report.firstChunkNanos() >= 0) {
            builder.setAttribute(Pen.FIRST_CHUNK, report.firstChunkNanos() / 1e9);
        }
        Span span = pen.start(builder, trace);
        end(span, report.outcome());
        span.end(end, TimeUnit.NANOSECONDS);
    }

    private static void end(Span span, AttemptOutcome outcome) {
        switch (outcome) {
            case OK -> {}
            case LOST -> Pen.cut(span, outcome.wire());
            case CONNECT,
                    TIMEOUT,
                    RATE_LIMITED,
                    UPSTREAM,
                    MISCONFIGURED,
                    REFUSED,
                    CAPACITY,
                    DECLINED,
                    EXPIRED,
                    LEFT,
                    BROKEN -> Pen.fail(span, outcome.wire());
        }
    }

    private static String address(URI url) {
        String host = url.getHost();
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    private static long port(URI url) {
        if (url.getPort() >= 0) {
            return url.getPort();
        }
        return "https".equalsIgnoreCase(url.getScheme()) ? HTTPS : HTTP;
    }
}
