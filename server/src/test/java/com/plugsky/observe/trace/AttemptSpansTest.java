package com.plugsky.observe.trace;

import static org.assertj.core.api.Assertions.assertThat;

import com.plugsky.dispatch.report.AttemptOutcome;
import com.plugsky.dispatch.report.AttemptReport;
import com.plugsky.engine.Trace;
import com.plugsky.fleet.Target;
import com.plugsky.observe.Passages;
import com.plugsky.routing.Candidate;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class AttemptSpansTest {
    private static final Instant NOW = Instant.ofEpochSecond(1000);

    private final List<SpanData> drawn = new ArrayList<>();
    private final GivenIds ids = new GivenIds();
    private final SdkTracerProvider provider = SdkTracerProvider.builder()
            .setIdGenerator(ids)
            .addSpanProcessor(SimpleSpanProcessor.create(new Kept()))
            .build();
    private final AttemptSpans spans =
            new AttemptSpans(new Pen(provider.get("test"), ids, Clock.fixed(NOW, ZoneOffset.UTC)));

    @AfterEach
    void close() {
        provider.close();
    }

    @Test
    void showACallOfTheUpstreamUnderTheIdThatItWasTold() {
        AttemptReport report = Passages.attempt("plugsky-pro", AttemptOutcome.OK);
        Trace trace = report.request().trace();

        spans.attemptEnded(report);

        SpanData span = drawn.getFirst();
        assertThat(span.getName()).isEqualTo("chat their-model");
        assertThat(span.getKind()).isEqualTo(SpanKind.CLIENT);
        assertThat(trace.header()).startsWith("00-" + span.getTraceId() + "-" + span.getSpanId() + "-");
        assertThat(span.getParentSpanId()).isEqualTo(trace.parentId());
        assertThat(span.getStartEpochNanos()).isEqualTo(999_000_000_000L);
        assertThat(span.getEndEpochNanos()).isEqualTo(1_000_000_000_000L);
        assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
        assertThat(attributes(span))
                .containsExactlyInAnyOrder(
                        "gen_ai.operation.name=chat",
                        "gen_ai.provider.name=openai",
                        "gen_ai.request.model=their-model",
                        "plugsky.first_chunk.duration=0.25",
                        "plugsky.target=plugsky-pro#1",
                        "server.address=upstream.example",
                        "server.port=8443");
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "OK")
    void sayWhatWentWrong(AttemptOutcome outcome) {
        spans.attemptEnded(Passages.attempt("plugsky-pro", outcome));

        SpanData span = drawn.getFirst();
        assertThat(attributes(span)).contains("error.type=" + outcome.wire());
        assertThat(span.getStatus().getStatusCode())
                .isEqualTo(outcome == AttemptOutcome.LOST ? StatusCode.UNSET : StatusCode.ERROR);
    }

    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1:8000/v1, 127.0.0.1,  8000",
        "http://a.example,         a.example,  80",
        "https://u:p@a.example/v1, a.example,  443",
        "http://[::1]:9/v1,        ::1,        9",
    })
    void nameTheServer(String url, String address, long port) {
        spans.attemptEnded(at(url, Trace.start(true)));

        assertThat(attributes(drawn.getFirst())).contains("server.address=" + address, "server.port=" + port);
    }

    @Test
    void areNotDrawnForATraceThatNobodyRecords() {
        spans.attemptEnded(at("http://a.example", Trace.start(false)));

        assertThat(drawn).isEmpty();
    }

    private static AttemptReport at(String url, Trace trace) {
        AttemptReport usual = Passages.attempt("m", AttemptOutcome.OK);
        var target = new Target.Upstream(URI.create(url), "theirs");
        return new AttemptReport(
                Passages.request(trace),
                new Candidate(usual.candidate().model(), target),
                "m#1",
                usual.outcome(),
                1,
                -1,
                Set.of());
    }

    private static List<String> attributes(SpanData span) {
        var all = new ArrayList<String>();
        span.getAttributes().forEach((AttributeKey<?> key, Object value) -> all.add(key.getKey() + "=" + value));
        return all;
    }

    /** Keeps the spans. */
    private final class Kept implements SpanExporter {

        @Override
        public CompletableResultCode export(Collection<SpanData> spans) {
            drawn.addAll(spans);
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode flush() {
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode shutdown() {
            return CompletableResultCode.ofSuccess();
        }
    }
}
