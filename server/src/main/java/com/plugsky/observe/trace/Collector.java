package com.plugsky.observe.trace;

import com.plugsky.dispatch.report.AttemptReport;
import com.plugsky.dispatch.report.DispatchListener;
import com.plugsky.observe.Observer;
import com.plugsky.observe.Passage;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporterBuilder;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The way to an OpenTelemetry collector: spans go there by OTLP over HTTP, in batches, from a thread of their own. */
public final class Collector implements Observer.Listener, DispatchListener, AutoCloseable {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final Duration LAST_SPANS = Duration.ofSeconds(2);

    private final SpanBudget budget;
    private final SdkTracerProvider provider;
    private final Spans spans;
    private final AttemptSpans attempts;

    /**
     * A way that is open.
     *
     * @param most how many spans may wait
     * @param chatPath the operation that is drawn
     */
    public Collector(Address address, int most, String chatPath, Clock clock) {
        var ids = new GivenIds();
        budget = new SpanBudget(most);
        provider = SdkTracerProvider.builder()
                .setIdGenerator(ids)
                .setSampler(Sampler.alwaysOn()) // who is drawn was decided when the request came
                .setResource(Resource.getDefault()
                        .merge(Resource.create(Attributes.of(AttributeKey.stringKey("service.name"), "plugsky"))))
                .addSpanProcessor(budget.around(exporter(address)))
                .build();
        var pen = new Pen(provider.get("com.plugsky"), ids, clock);
        spans = new Spans(pen, chatPath);
        attempts = new AttemptSpans(pen);
    }

    /**
     * Where a collector is reached.
     *
     * @param endpoint the whole address, such as {@code http://127.0.0.1:4318/v1/traces}
     * @param token is sent as {@code Authorization: Bearer}; null: nothing is
     */
    public record Address(URI endpoint, @Nullable String token) {}

    @Override
    public void ended(Passage passage, Observer.Ended how) {
        spans.ended(passage, how);
    }

    @Override
    public void attemptEnded(AttemptReport report) {
        attempts.attemptEnded(report);
    }

    /** How many spans were not sent: too many waited, or the collector did not take them. */
    public long dropped() {
        return budget.dropped();
    }

    /** Sends what still waits, for two seconds at most. */
    @Override
    public void close() {
        provider.shutdown().join(LAST_SPANS.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static OtlpHttpSpanExporter exporter(Address address) {
        OtlpHttpSpanExporterBuilder builder = OtlpHttpSpanExporter.builder()
                .setEndpoint(address.endpoint().toString())
                .setTimeout(TIMEOUT);
        if (address.token() != null) {
            builder.addHeader("Authorization", "Bearer " + address.token());
        }
        return builder.build();
    }
}
