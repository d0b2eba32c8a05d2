package com.plugsky.engine.upstream.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.plugsky.engine.EngineFailure;
import com.plugsky.fleet.Target;
import com.plugsky.fleet.upstream.Access;
import com.plugsky.fleet.upstream.Timeouts;
import java.io.IOException;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ExchangeFaultTest {

    private final Connections connections = new Connections(Duration.ofSeconds(4), 8);

    @AfterEach
    void close() {
        connections.close();
    }

    @Test
    void asksNobodyTwiceOnANewConnection() throws Exception {
        try (var upstream = new TinyUpstream(talk -> {
            talk.hears();
            talk.resets();
        })) {
            assertThat(Asks.failure(connections, upstream.target()).kind()).isEqualTo(EngineFailure.Kind.UPSTREAM);
            assertThat(upstream.connections()).isEqualTo(1);
        }
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                fault("reset", TinyUpstream.Talk::resets, EngineFailure.Kind.UPSTREAM, "before it answered"),
                fault("end", talk -> {}, EngineFailure.Kind.UPSTREAM, "before it answered"),
                fault("half a head", talk -> talk.says("HTTP/1.1 200 OK\r\ncont"), EngineFailure.Kind.UPSTREAM, ""),
                fault("no HTTP", talk -> talk.says("hello\r\n\r\n"), EngineFailure.Kind.UPSTREAM, "not HTTP"),
                fault(
                        "a long line",
                        talk -> talk.says("HTTP/1.1 200 OK\r\na: " + "x".repeat(9000)),
                        EngineFailure.Kind.UPSTREAM,
                        "too long"),
                fault(
                        "a long head",
                        talk -> talk.says("HTTP/1.1 200 OK\r\n" + ("a: " + "x".repeat(1000) + "\r\n").repeat(20)),
                        EngineFailure.Kind.UPSTREAM,
                        "too long"),
                fault(
                        "half a body",
                        talk -> talk.says("HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n{\"a\":"),
                        EngineFailure.Kind.UPSTREAM,
                        "in the middle"),
                fault(
                        "broken chunks",
                        talk -> talk.says(Asks.STREAM_HEAD + "zz\r\n{}\r\n"),
                        EngineFailure.Kind.UPSTREAM,
                        "in the middle"),
                fault("a long body", talk -> talk.answers("x".repeat(5000)), EngineFailure.Kind.UPSTREAM, "too long"),
                fault("silence", TinyUpstream.Talk::waits, EngineFailure.Kind.TIMEOUT, "No answer"),
                fault("drops", ExchangeFaultTest::drips, EngineFailure.Kind.TIMEOUT, "No answer"));
    }

    private static Arguments fault(String name, TinyUpstream.Script script, EngineFailure.Kind kind, String words) {
        return Arguments.of(name, script, kind, words);
    }

    /** One header after the other, for as long as somebody listens. */
    private static void drips(TinyUpstream.Talk talk) throws IOException {
        talk.says("HTTP/1.1 200 OK\r\n");
        for (int i = 0; i < 1000; i++) {
            talk.says(i % 100 == 99 ? "\r\nHTTP/1.1 103 Early\r\n" : "a: b\r\n");
            if (talk.left()) {
                return;
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void saysWhatIsWrong(String name, TinyUpstream.Script script, EngineFailure.Kind kind, String words)
            throws Exception {
        try (var upstream = new TinyUpstream(talk -> {
            if (talk.hears()) {
                script.play(talk);
            }
        })) {
            Timeouts times = kind == EngineFailure.Kind.TIMEOUT ? Asks.SHORT_ANSWER : Timeouts.USUAL;
            EngineFailure failure = Asks.failure(connections, Asks.with(upstream.target(), Access.PLAIN, 1, times));

            assertThat(failure.kind()).isEqualTo(kind);
            assertThat(failure.error().message()).contains(words).doesNotContain("127.0.0.1", "Exception");
            assertThat(connections.idleNow()).isZero();
        }
    }

    @Test
    void doesNotWaitForAnUpstreamThatReadsNothing() throws Exception {
        try (var upstream = new TinyUpstream(TinyUpstream.Talk::ignores)) {
            Target.Upstream target = Asks.with(upstream.target(), Access.PLAIN, 1, Asks.SHORT_ANSWER);

            EngineFailure failure = catchThrowableOfType(
                    EngineFailure.class, () -> Asks.whole(connections, target, "x".repeat(16 * 1024 * 1024)));

            assertThat(failure.kind()).isEqualTo(EngineFailure.Kind.TIMEOUT);
        }
    }

    @Test
    void tellsAStreamThatFallsSilentFromOneThatNeverSpoke() throws Exception {
        try (var upstream = new TinyUpstream(talk -> {
            talk.hears();
            talk.says(Asks.STREAM_HEAD + "4\r\nsome\r\n");
            talk.waits();
        })) {
            Target.Upstream before = Asks.with(upstream.target(), Access.PLAIN, 2, Asks.SHORT_ANSWER);
            Target.Upstream after = Asks.with(upstream.target(), Access.PLAIN, 2, Asks.SHORT_IDLE);
            assertThat(complaint(before, false)).isEqualTo("No first chunk from the upstream within 300 ms");
            assertThat(complaint(after, true)).isEqualTo("Nothing more from the upstream for 300 ms");
        }
    }

    private String complaint(Target.Upstream target, boolean flows) throws Exception {
        try (Exchange exchange = connections.exchange(target)) {
            byte[] bytes = new byte[10];
            return catchThrowableOfType(EngineFailure.class, () -> {
                        Asks.ask(exchange, true, "{}");
                        exchange.read(bytes);
                        if (flows) {
                            exchange.flows();
                        }
                        exchange.read(bytes);
                    })
                    .error()
                    .message();
        }
    }
}
