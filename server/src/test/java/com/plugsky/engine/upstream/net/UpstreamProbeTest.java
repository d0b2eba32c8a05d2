package com.plugsky.engine.upstream.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.plugsky.engine.EngineFailure;
import com.plugsky.fleet.Target;
import com.plugsky.fleet.upstream.Access;
import com.plugsky.fleet.upstream.Manners;
import com.plugsky.fleet.upstream.ParameterMap;
import com.plugsky.fleet.upstream.Secret;
import com.plugsky.fleet.upstream.Timeouts;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class UpstreamProbeTest {

    private static final Duration SOON = Duration.ofMillis(500);

    private final Connections connections = new Connections(Duration.ofSeconds(4), 8);
    private final UpstreamProbe probe = new UpstreamProbe(connections);

    @AfterEach
    void close() {
        connections.close();
    }

    @Test
    void asksWithTheTargetsKeyAndHeadersOnAConnectionOfItsOwn() throws Exception {
        try (var upstream = new TinyUpstream(talk -> {
            talk.hears();
            talk.answers("{\"data\":[]}");
        })) {
            Target.Upstream plain = upstream.target();
            var access =
                    new Access(Secret.environment("KEY", name -> "sk-theirs"), Map.of("x-team", "blue"), null, null);
            var target = new Target.Upstream(
                    plain.url(), "m", access, 1, 1, Timeouts.USUAL, ParameterMap.NONE, Manners.USUAL);

            Probe answer = probe.get(target, "/models", Duration.ofSeconds(5));

            assertThat(answer.status()).isEqualTo(200);
            assertThat(new String(answer.body(), StandardCharsets.UTF_8)).isEqualTo("{\"data\":[]}");
            assertThat(upstream.request())
                    .startsWith("GET /v1/models HTTP/1.1\r\nhost: 127.0.0.1:" + upstream.port() + "\r\n")
                    .contains(
                            "\r\nauthorization: Bearer sk-theirs\r\n",
                            "\r\nx-team: blue\r\n",
                            "\r\nconnection: close\r\n");
        }
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                fault(talk -> {}, EngineFailure.Kind.UPSTREAM, "closed the connection"),
                fault(talk -> talk.says("220 mail.example ESMTP\r\n"), EngineFailure.Kind.UPSTREAM, "HTTP"),
                fault(TinyUpstream.Talk::waits, EngineFailure.Kind.TIMEOUT, "within 500 ms"),
                fault(
                        talk -> talk.says("HTTP/1.1 200 OK\r\n\r\n" + "x".repeat(UpstreamProbe.MAX_BODY_BYTES + 1)),
                        EngineFailure.Kind.UPSTREAM,
                        "too long"));
    }

    private static Arguments fault(TinyUpstream.Script script, EngineFailure.Kind kind, String words) {
        return Arguments.of(script, kind, words);
    }

    @ParameterizedTest
    @MethodSource("faults")
    void saysWhatIsWrong(TinyUpstream.Script script, EngineFailure.Kind kind, String words) throws IOException {
        try (var upstream = new TinyUpstream(talk -> {
            if (talk.hears()) {
                script.play(talk);
            }
        })) {
            EngineFailure failure =
                    catchThrowableOfType(EngineFailure.class, () -> probe.get(upstream.target(), "/models", SOON));

            assertThat(failure.kind()).isEqualTo(kind);
            assertThat(failure.error().message()).contains(words).doesNotContain("127.0.0.1", "Exception");
        }
    }

    /** A port that is held and does not listen: one that was let go could be somebody else's by then. */
    @Test
    void saysThatNobodyIsThere() throws IOException {
        try (var held = new Socket()) {
            held.bind(new InetSocketAddress("127.0.0.1", 0));
            var target = new Target.Upstream(URI.create("http://127.0.0.1:" + held.getLocalPort() + "/v1"), "m");

            EngineFailure failure = catchThrowableOfType(EngineFailure.class, () -> probe.get(target, "/models", SOON));

            assertThat(failure.kind()).isEqualTo(EngineFailure.Kind.CONNECT);
            assertThat(failure.error().message()).isEqualTo("The upstream refuses connections");
        }
    }

    @Test
    void saysThatThereIsNoSuchName() {
        var target = new Target.Upstream(URI.create("http://nowhere.invalid/v1"), "m");

        EngineFailure failure =
                catchThrowableOfType(EngineFailure.class, () -> probe.get(target, "/models", Duration.ofSeconds(20)));

        assertThat(failure.kind()).isEqualTo(EngineFailure.Kind.CONNECT);
        assertThat(failure.error().message()).contains("name cannot be resolved");
    }
}
