package com.plugsky.engine.upstream.net;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.plugsky.engine.EngineFailure;
import com.plugsky.fleet.Target;
import com.plugsky.fleet.upstream.Access;
import com.plugsky.fleet.upstream.Secret;
import com.plugsky.fleet.upstream.Timeouts;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExchangeTest {

    private final Connections connections = new Connections(Duration.ofSeconds(4), 8);

    @AfterEach
    void close() {
        connections.close();
    }

    @Test
    void sendsWhatIsOursAndNothingElse() throws Exception {
        try (var upstream = new TinyUpstream(talk -> {
            talk.hears();
            talk.answers("{}");
        })) {
            var access =
                    new Access(Secret.environment("KEY", name -> "sk-theirs"), Map.of("x-team", "blue"), null, null);
            Target.Upstream target = Asks.with(upstream.target(), access, 1, Timeouts.USUAL);

            Asks.whole(connections, target, "{\"model\":\"theirs\"}");

            assertThat(upstream.request())
                    .isEqualTo(String.join(
                            "\r\n",
                            "POST /v1/chat/completions HTTP/1.1",
                            "host: 127.0.0.1:" + upstream.port(),
                            "user-agent: plugsky/dev",
                            "accept-encoding: identity",
                            "x-team: blue",
                            "authorization: Bearer sk-theirs",
                            "content-type: application/json",
                            "accept: application/json",
                            "x-request-id: 1",
                            "content-length: 18",
                            "",
                            "{\"model\":\"theirs\"}"));
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 2", "2000, 1"})
    void asksOnceMoreOnlyIfAKeptConnectionWasClosedAlready(long millis, int connectionsMade) throws Exception {
        var now = new AtomicLong();
        try (var calls = new Connections(Duration.ofSeconds(4), 8, now::get);
                var upstream = new TinyUpstream(talk -> {
                    talk.hears();
                    talk.answers("{}");
                    talk.hears();
                    now.addAndGet(millis * 1_000_000);
                })) {
            Asks.whole(calls, upstream.target(), "{}");

            Throwable failure = catchThrowable(() -> Asks.whole(calls, upstream.target(), "{}"));

            assertThat(upstream.connections()).isEqualTo(connectionsMade);
            assertThat(failure == null).isEqualTo(connectionsMade == 2);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 15_000, 16_500, 3_000_000})
    void bringsABodyOfAnySizeAcross(int size) throws Exception {
        String body = "x".repeat(size);
        try (var upstream = new TinyUpstream(talk -> {
            talk.hears();
            talk.answers("{}");
        })) {
            assertThat(Asks.whole(connections, upstream.target(), body)).isEqualTo("{}");
            assertThat(upstream.request()).endsWith("\r\n\r\n" + body);
        }
    }

    static Stream<Arguments> answersThatKeepTheConnection() {
        return Stream.of(
                Arguments.of("a length", "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}", 1),
                Arguments.of("chunks", Asks.STREAM_HEAD + "1\r\n{\r\n1\r\n}\r\n0\r\n\r\n", 1),
                Arguments.of("a trailer", Asks.STREAM_HEAD + "2\r\n{}\r\n0\r\nx-a: b\r\n\r\n", 1),
                Arguments.of("interim", "HTTP/1.1 103 Early\r\n\r\nHTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}", 1),
                Arguments.of("close", "HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: 2\r\n\r\n{}", 2),
                Arguments.of("old", "HTTP/1.0 200 OK\r\ncontent-length: 2\r\n\r\n{}", 2),
                Arguments.of("now", "HTTP/1.1 200 OK\r\nkeep-alive: timeout=0\r\ncontent-length: 2\r\n\r\n{}", 2),
                Arguments.of("more than promised", "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}HTTP/1.1 200 OK", 2),
                Arguments.of(
                        "two lengths",
                        "HTTP/1.1 200 OK\r\ncontent-length: 2\r\ntransfer-encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n",
                        2));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("answersThatKeepTheConnection")
    void asksTwiceOnOneConnectionIfItMay(String name, String answer, int expected) throws Exception {
        try (var upstream = new TinyUpstream(talk -> {
            while (talk.hears()) {
                talk.says(answer);
            }
        })) {
            assertThat(Asks.whole(connections, upstream.target(), "1")).isEqualTo("{}");
            assertThat(Asks.whole(connections, upstream.target(), "2")).isEqualTo("{}");

            assertThat(upstream.connections()).isEqualTo(expected);
        }
    }

    @Test
    void replacesAConnectionThatWasClosedMeanwhileOnce() throws Exception {
        try (var upstream = new TinyUpstream(talk -> {
            talk.hears();
            talk.answers("{}");
            if (talk.number() == 1) {
                talk.hears();
                talk.resets();
            }
        })) {
            Asks.whole(connections, upstream.target(), "1");

            assertThat(Asks.whole(connections, upstream.target(), "2")).isEqualTo("{}");
            assertThat(upstream.connections()).isEqualTo(2);
        }
    }

    @Test
    void readsTheAnswerOfAnUpstreamThatDoesNotReadToTheEnd() throws Exception {
        try (var upstream = new TinyUpstream(talk -> {
                    talk.says("HTTP/1.1 413 Too Large\r\nconnection: close\r\ncontent-length: 0\r\n\r\n");
                    talk.socket().shutdownOutput();
                    talk.waits();
                });
                Exchange exchange = connections.exchange(upstream.target())) {
            assertThat(Asks.ask(exchange, false, "x".repeat(100_000)).status()).isEqualTo(413);
        }
    }

    @Test
    void readsAsMuchAsOneWriteBrought() throws Exception {
        try (var upstream = new TinyUpstream(talk -> {
                    talk.hears();
                    talk.says(Asks.STREAM_HEAD + "6\r\nfirst \r\n7\r\nsecond \r\n5\r\nthird\r\n");
                    talk.hears();
                });
                Exchange exchange = connections.exchange(upstream.target())) {
            Asks.ask(exchange, true, "{}");
            byte[] bytes = new byte[100];

            int count = exchange.read(bytes);

            assertThat(new String(bytes, 0, count, UTF_8)).isEqualTo("first second third");
        }
    }

    /** Whatever was told before: an end that the framing does not have is none. */
    @ParameterizedTest
    @CsvSource({"4~last~0~~, whole", "4~last~, cut", "4~la, cut", "9~last~, cut"})
    void tellsAnEndFromACut(String body, String end) throws Exception {
        try (var upstream = new TinyUpstream(talk -> {
                    talk.hears();
                    talk.says(Asks.STREAM_HEAD + body.replace("~", "\r\n"));
                });
                Exchange exchange = connections.exchange(upstream.target())) {
            Asks.ask(exchange, true, "{}");
            byte[] bytes = new byte[100];
            int count = 0;
            EngineFailure failure = null;
            try {
                while (count >= 0) {
                    count = exchange.read(bytes);
                }
            } catch (EngineFailure thrown) {
                failure = thrown;
            }

            assertThat(failure == null ? "whole" : "cut").isEqualTo(end);
            assertThat(failure == null || failure.kind() == EngineFailure.Kind.UPSTREAM)
                    .isTrue();
        }
    }

    @Test
    void keepsTheConnectionOfAStreamWhoseEndComesRightAfter() throws Exception {
        try (var upstream = new TinyUpstream(talk -> {
            while (talk.hears()) {
                talk.says(Asks.STREAM_HEAD + "4\r\ndone\r\n0\r\n\r\n");
            }
        })) {
            for (int i = 0; i < 2; i++) {
                try (Exchange exchange = connections.exchange(upstream.target())) {
                    Asks.ask(exchange, true, "{}");
                    exchange.read(new byte[4]);
                    exchange.finish();
                }
            }

            assertThat(upstream.connections()).isEqualTo(1);
        }
    }

    @Test
    void closesTheConnectionOfAStreamThatGoesOn() throws Exception {
        try (var upstream = new TinyUpstream(talk -> {
            talk.hears();
            talk.says(Asks.STREAM_HEAD + "4\r\ndone\r\n");
            talk.waits();
        })) {
            try (Exchange exchange = connections.exchange(upstream.target())) {
                Asks.ask(exchange, true, "{}");
                exchange.read(new byte[4]);
                exchange.finish();
            }

            assertThat(upstream.end()).isEqualTo("eof");
            assertThat(connections.idleNow()).isZero();
        }
    }

    @Test
    void refusesWhatIsOverTheTargetsConcurrency() throws Exception {
        try (var upstream = new TinyUpstream(TinyUpstream.Talk::waits)) {
            Target.Upstream target = Asks.with(upstream.target(), Access.PLAIN, 2, Asks.SHORT);
            Exchange first = connections.exchange(target);
            Exchange second = connections.exchange(target);

            EngineFailure failure = catchThrowableOfType(EngineFailure.class, () -> connections.exchange(target));
            first.close();
            Exchange third = connections.exchange(target);

            assertThat(failure.kind()).isEqualTo(EngineFailure.Kind.CAPACITY);
            assertThat(failure.error().status()).isEqualTo(503);
            second.close();
            third.close();
            assertThat(upstream.connections()).isZero();
        }
    }
}
