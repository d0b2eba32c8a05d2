package com.plugsky.engine.upstream.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.plugsky.engine.upstream.room.AnswerRoom;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ExchangeAbortTest {

    private final Connections connections = new Connections(Duration.ofSeconds(4), 8);

    @AfterEach
    void close() {
        connections.close();
    }

    /** What the upstream does up to the moment, and the reads that are done before the one that waits. */
    static Stream<Arguments> moments() {
        return Stream.of(
                Arguments.of("before the head", false, "", 0),
                Arguments.of("before the first token", true, Asks.STREAM_HEAD, 0),
                Arguments.of("in a stream", true, Asks.STREAM_HEAD + "4\r\nsome\r\n", 1),
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
                        Asks.ask(exchange, streamed, "{}");
                        byte[] bytes = new byte[10];
                        for (int i = 0; i <= reads && streamed; i++) {
                            exchange.read(bytes);
                        }
                        exchange.whole(100, AnswerRoom.ENDLESS.share());
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

            assertThatThrownBy(() -> Asks.ask(exchange, false, "{}")).hasMessage("the caller left");
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
            Asks.ask(exchange, false, "1");
            exchange.whole(100, AnswerRoom.ENDLESS.share());
            exchange.close();

            exchange.abort();

            assertThat(Asks.whole(connections, upstream.target(), "2")).isEqualTo("{}");
            assertThat(upstream.connections()).isEqualTo(1);
        }
    }
}
