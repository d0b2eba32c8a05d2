package com.plugsky.engine.upstream.net;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.plugsky.engine.EngineFailure;
import com.plugsky.engine.upstream.http.RequestHead;
import com.plugsky.engine.upstream.http.ResponseHead;
import com.plugsky.fleet.Target;
import com.plugsky.fleet.upstream.Access;
import com.plugsky.fleet.upstream.Manners;
import com.plugsky.fleet.upstream.ParameterMap;
import com.plugsky.fleet.upstream.Secret;
import com.plugsky.fleet.upstream.Timeouts;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExchangeTest {

    private static final String STREAM_HEAD =
            "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n";
    private static final Timeouts SHORT =
            new Timeouts(Duration.ofMillis(300), Duration.ofMillis(300), Duration.ofMillis(300), Duration.ofSeconds(8));

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
            Target.Upstream target = with(upstream.target(), access, 1, Timeouts.USUAL);

            whole(target, "{\"model\":\"theirs\"}");

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
                            "x-request-id: req_1",
                            "content-length: 18",
                            "",
                            "{\"model\":\"theirs\"}"));
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
            assertThat(whole(upstream.target(), body)).isEqualTo("{}");
            assertThat(upstream.request()).endsWith("\r\n\r\n" + body);
        }
    }

    static Stream<Arguments> answersThatKeepTheConnection() {
        return Stream.of(
                Arguments.of("a length", "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}", 1),
                Arguments.of("chunks", STREAM_HEAD + "1\r\n{\r\n1\r\n}\r\n0\r\n\r\n", 1),
                Arguments.of("a trailer", STREAM_HEAD + "2\r\n{}\r\n0\r\nx-a: b\r\n\r\n", 1),
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
            assertThat(whole(upstream.target(), "1")).isEqualTo("{}");
            assertThat(whole(upstream.target(), "2")).isEqualTo("{}");

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
            whole(upstream.target(), "1");

            assertThat(whole(upstream.target(), "2")).isEqualTo("{}");
            assertThat(upstream.connections()).isEqualTo(2);
        }
    }

    @Test
    void asksNobodyTwiceOnANewConnection() throws Exception {
        try (var upstream = new TinyUpstream(talk -> {
            talk.hears();
            talk.resets();
        })) {
            assertThat(failure(upstream.target()).kind()).isEqualTo(EngineFailure.Kind.UPSTREAM);
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
                        talk -> talk.says(STREAM_HEAD + "zz\r\n{}\r\n"),
                        EngineFailure.Kind.UPSTREAM,
                        "in the middle"),
                fault("a long body", talk -> talk.answers("x".repeat(5000)), EngineFailure.Kind.UPSTREAM, "too long"),
                fault("silence", TinyUpstream.Talk::waits, EngineFailure.Kind.TIMEOUT, "No answer"),
                fault("drops", ExchangeTest::drips, EngineFailure.Kind.TIMEOUT, "No answer"));
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
            EngineFailure failure = failure(with(upstream.target(), Access.PLAIN, 1, SHORT));

            assertThat(failure.kind()).isEqualTo(kind);
            assertThat(failure.error().message()).contains(words).doesNotContain("127.0.0.1", "Exception");
            assertThat(connections.idleNow()).isZero();
        }
    }

    @Test
    void doesNotWaitForAnUpstreamThatReadsNothing() throws Exception {
        try (var upstream = new TinyUpstream(TinyUpstream.Talk::ignores)) {
            Target.Upstream target = with(upstream.target(), Access.PLAIN, 1, SHORT);

            EngineFailure failure =
                    catchThrowableOfType(EngineFailure.class, () -> whole(target, "x".repeat(16 * 1024 * 1024)));

            assertThat(failure.kind()).isEqualTo(EngineFailure.Kind.TIMEOUT);
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
            assertThat(ask(exchange, false, "x".repeat(100_000)).status()).isEqualTo(413);
        }
    }

    @Test
    void readsAsMuchAsOneWriteBrought() throws Exception {
        try (var upstream = new TinyUpstream(talk -> {
                    talk.hears();
                    talk.says(STREAM_HEAD + "6\r\nfirst \r\n7\r\nsecond \r\n5\r\nthird\r\n");
                    talk.hears();
                });
                Exchange exchange = connections.exchange(upstream.target())) {
            ask(exchange, true, "{}");
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
                    talk.says(STREAM_HEAD + body.replace("~", "\r\n"));
                });
                Exchange exchange = connections.exchange(upstream.target())) {
            ask(exchange, true, "{}");
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
                talk.says(STREAM_HEAD + "4\r\ndone\r\n0\r\n\r\n");
            }
        })) {
            for (int i = 0; i < 2; i++) {
                try (Exchange exchange = connections.exchange(upstream.target())) {
                    ask(exchange, true, "{}");
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
            talk.says(STREAM_HEAD + "4\r\ndone\r\n");
            talk.waits();
        })) {
            try (Exchange exchange = connections.exchange(upstream.target())) {
                ask(exchange, true, "{}");
                exchange.read(new byte[4]);
                exchange.finish();
            }

            assertThat(upstream.end()).isEqualTo("eof");
            assertThat(connections.idleNow()).isZero();
        }
    }

    @Test
    void tellsAStreamThatFallsSilentFromOneThatNeverSpoke() throws Exception {
        try (var upstream = new TinyUpstream(talk -> {
            talk.hears();
            talk.says(STREAM_HEAD + "4\r\nsome\r\n");
            talk.waits();
        })) {
            Target.Upstream target = with(upstream.target(), Access.PLAIN, 2, SHORT);
            assertThat(complaint(target, false)).isEqualTo("No first chunk from the upstream within 300 ms");
            assertThat(complaint(target, true)).isEqualTo("Nothing more from the upstream for 300 ms");
        }
    }

    private String complaint(Target.Upstream target, boolean flows) throws Exception {
        try (Exchange exchange = connections.exchange(target)) {
            ask(exchange, true, "{}");
            byte[] bytes = new byte[10];
            exchange.read(bytes);
            if (flows) {
                exchange.flows();
            }
            return catchThrowableOfType(EngineFailure.class, () -> exchange.read(bytes))
                    .error()
                    .message();
        }
    }

    @Test
    void refusesWhatIsOverTheTargetsConcurrency() throws Exception {
        try (var upstream = new TinyUpstream(TinyUpstream.Talk::waits)) {
            Target.Upstream target = with(upstream.target(), Access.PLAIN, 2, SHORT);
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

    /** What the upstream does up to the moment, and the reads that are done before the one that waits. */
    static Stream<Arguments> moments() {
        return Stream.of(
                Arguments.of("before the head", false, "", 0),
                Arguments.of("before the first token", true, STREAM_HEAD, 0),
                Arguments.of("in a stream", true, STREAM_HEAD + "4\r\nsome\r\n", 1),
                Arguments.of("in an answer", false, "HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n{", 0));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("moments")
    void closesTheConnectionWhenTheCallerLeaves(String name, boolean streamed, String said, int reads)
            throws Exception {
        var reached = new CompletableFuture<Boolean>();
        try (var upstream = new TinyUpstream(talk -> {
                    talk.hears();
                    talk.says(said);
                    reached.complete(true);
                    talk.waits();
                });
                Exchange exchange = connections.exchange(upstream.target())) {
            reached.thenRunAsync(exchange::abort);

            assertThatThrownBy(() -> {
                        ask(exchange, streamed, "{}");
                        byte[] bytes = new byte[10];
                        for (int i = 0; i <= reads && streamed; i++) {
                            exchange.read(bytes);
                        }
                        exchange.whole(100);
                    })
                    .isExactlyInstanceOf(IOException.class)
                    .hasMessage("the caller left");
            assertThat(upstream.end()).isIn("eof", "gone");
            exchange.close();
            assertThat(connections.idleNow()).isZero();
        }
    }

    @Test
    void opensNothingForACallerWhoLeftBefore() throws Exception {
        try (var upstream = new TinyUpstream(TinyUpstream.Talk::waits);
                Exchange exchange = connections.exchange(upstream.target())) {
            exchange.abort();

            assertThatThrownBy(() -> ask(exchange, false, "{}")).hasMessage("the caller left");
            assertThat(upstream.connections()).isZero();
        }
    }

    @Test
    void leavesAKeptConnectionAloneWhenItsLastCallerLeaves() throws Exception {
        try (var upstream = new TinyUpstream(talk -> {
            while (talk.hears()) {
                talk.answers("{}");
            }
        })) {
            Exchange exchange = connections.exchange(upstream.target());
            ask(exchange, false, "1");
            exchange.whole(100);
            exchange.close();

            exchange.abort();

            assertThat(whole(upstream.target(), "2")).isEqualTo("{}");
            assertThat(upstream.connections()).isEqualTo(1);
        }
    }

    private EngineFailure failure(Target.Upstream target) {
        return catchThrowableOfType(EngineFailure.class, () -> whole(target, "{}"));
    }

    private String whole(Target.Upstream target, String body) throws Exception {
        try (Exchange exchange = connections.exchange(target)) {
            ask(exchange, false, body);
            return new String(exchange.whole(4096), UTF_8);
        }
    }

    private static ResponseHead ask(Exchange exchange, boolean streamed, String body)
            throws IOException, EngineFailure {
        byte[] bytes = body.getBytes(UTF_8);
        return exchange.ask(
                new RequestHead.Ask(streamed, "req_1", null, bytes.length), out -> out.write(bytes, 0, bytes.length));
    }

    private static Target.Upstream with(Target.Upstream target, Access access, int concurrency, Timeouts times) {
        return new Target.Upstream(
                target.url(), target.model(), access, 1, concurrency, times, ParameterMap.NONE, Manners.USUAL);
    }
}
