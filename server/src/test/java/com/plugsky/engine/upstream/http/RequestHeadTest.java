package com.plugsky.engine.upstream.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.plugsky.engine.Trace;
import com.plugsky.fleet.Target;
import java.net.URI;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestHeadTest {
    private static final String PARENT = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    @Test
    void tellsOfTheTraceAndOfWhatOthersNotedOfIt() {
        Trace trace = Objects.requireNonNull(Trace.of(PARENT, "a=1, b=2"));
        assertThat(head(trace)).contains("\r\ntraceparent: " + trace.header() + "\r\ntracestate: a=1, b=2\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "not valid"})
    void tellsNothingOfAStateThatSaysNothing(String state) {
        assertThat(head(Trace.of(PARENT, state))).contains("\r\ntraceparent: ").doesNotContain("tracestate");
    }

    @Test
    void tellsNothingOfATraceWhereThereIsNone() {
        assertThat(head(null)).doesNotContain("traceparent", "tracestate");
    }

    private static String head(@Nullable Trace trace) {
        var target = new Target.Upstream(URI.create("http://127.0.0.1:1/v1"), "theirs");
        RequestHead head = RequestHead.of("POST", target, "/chat/completions");
        return new String(head.json(new RequestHead.Ask(false, "req_1", trace, 2)), ISO_8859_1);
    }
}
