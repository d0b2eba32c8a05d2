package com.plugsky.conformance.mutant.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.plugsky.conformance.Json;
import com.plugsky.conformance.Right;
import com.plugsky.conformance.upstream.Received;
import com.plugsky.conformance.upstream.ScriptedUpstream;
import com.plugsky.conformance.wire.Answer;
import com.plugsky.conformance.wire.Deadline;
import com.plugsky.conformance.wire.Endpoint;
import com.plugsky.conformance.wire.Request;
import com.plugsky.conformance.wire.ScriptedServer;
import com.plugsky.conformance.wire.Wire;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class MutatorTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String ASKED = "{'model': 'm', 'messages': [{'role': 'user', 'content': 'Hi'}]}";

    private static Request request(String members) {
        return Request.json("/v1/chat/completions", Json.bytes(Json.of(ASKED).setAll(Json.of(members))));
    }

    private static Wire open(Mutator mutator) throws IOException {
        return Wire.open(Endpoint.of(mutator.baseUrl()), Deadline.in(PATIENCE));
    }

    private static Answer ask(Damage damage, String members) throws IOException {
        try (ScriptedServer server = ScriptedServer.keeping(Right::byContract);
                Mutator mutator = Mutator.before(server.baseUrl(), damage);
                Wire wire = open(mutator)) {
            return wire.exchange(request(members), Deadline.in(PATIENCE));
        }
    }

    private static Answer straight(String members) throws IOException {
        try (ScriptedServer server = ScriptedServer.keeping(Right::byContract);
                Wire wire = Wire.open(Endpoint.of(server.baseUrl()), Deadline.in(PATIENCE))) {
            return wire.exchange(request(members), Deadline.in(PATIENCE));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}               | 200
            {'stream': true} | 200
            {'n': 0}         | 400
            """)
    void passesOnWhatItDoesNotDamage(String members, int status) throws IOException {
        Answer clean = straight(members);

        Answer passed = ask(Damage.none(), members);

        assertThat(passed.status()).isEqualTo(status).isEqualTo(clean.status());
        assertThat(passed.text()).isEqualTo(clean.text());
        assertThat(passed.header("Content-Type")).isEqualTo(clean.header("Content-Type"));
        assertThat(passed.header("x-request-id")).isEqualTo("req_1");
        assertThat(passed.complete()).isTrue();
    }

    @Test
    void keepsBothConnectionsFromRequestToRequest() throws IOException {
        try (ScriptedServer server = ScriptedServer.keeping(Right::byContract);
                Mutator mutator = Mutator.before(server.baseUrl(), Damage.none());
                Wire wire = open(mutator)) {
            for (String members : List.of("{}", "{'stream': true}", "{}")) {
                assertThat(wire.exchange(request(members), Deadline.in(PATIENCE))
                                .status())
                        .isEqualTo(200);
            }
            assertThat(server.connections()).isEqualTo(1);
            assertThat(server.requests()).hasSize(3);
        }
    }

    /** The second request is there while the first one's caller is looked after, and nothing of it is lost. */
    @Test
    void answersRequestsThatComeAtOnce() throws IOException {
        try (ScriptedServer server = ScriptedServer.keeping(Right::byContract);
                Mutator mutator = Mutator.before(server.baseUrl(), Damage.none());
                Wire wire = open(mutator)) {
            byte[] one = request("{}").bytes("mutant");
            wire.send((new String(one, StandardCharsets.UTF_8).repeat(3)).getBytes(StandardCharsets.UTF_8));

            for (int i = 0; i < 3; i++) {
                assertThat(wire.receive("POST", Deadline.in(PATIENCE)).status()).isEqualTo(200);
            }
            assertThat(server.requests())
                    .hasSize(3)
                    .allSatisfy(request -> assertThat(request).startsWith("POST /v1/chat/completions HTTP/1.1\r\n"));
        }
    }

    @Test
    void changesWhatIsAsked() throws IOException {
        Damage damage = Damage.asks(asked -> Asked.of(request("{'n': 0}")));

        assertThat(ask(damage, "{}").status()).isEqualTo(400);
    }

    @Test
    void answersInsteadOfTheServer() throws IOException {
        Damage damage = Damage.instead(asked -> asked.has("n") ? Reply.error(418, "n", "teapot") : null);

        assertThat(ask(damage, "{'n': 0}").status()).isEqualTo(418);
        assertThat(ask(damage, "{}").status()).isEqualTo(200);
    }

    @Test
    void changesWholeAnswers() throws IOException {
        Damage damage = Damage.answers((asked, reply) ->
                reply.withStatus(203).withHeader("x-request-id", null).edited(body -> body.put("id", "other")));

        Answer answer = ask(damage, "{}");

        assertThat(answer.status()).isEqualTo(203);
        assertThat(answer.header("x-request-id")).isNull();
        assertThat(Json.read(answer.text()).path("id").asString()).isEqualTo("other");
    }

    @Test
    void changesTheHeadsOfStreamsOnly() throws IOException {
        Damage damage = Damage.answers((asked, reply) -> reply.withHeader("x-request-id", "other"));

        Answer answer = ask(damage, "{'stream': true}");

        assertThat(answer.header("x-request-id")).isEqualTo("other");
        assertThat(answer.text()).isEqualTo(straight("{'stream': true}").text());
    }

    /** Its length would be a second damage. */
    @Test
    void changesTheBlocksOfStreamsAndTellsNoLength() throws IOException {
        Damage damage = Damage.streams((asked, blocks) ->
                blocks.stream().filter(block -> !block.equals(Right.DONE)).toList());

        Answer answer = ask(damage, "{'stream': true}");

        assertThat(answer.text() + Right.DONE)
                .isEqualTo(straight("{'stream': true}").text());
        assertThat(answer.header("Content-Length")).isNull();
        assertThat(answer.complete()).isTrue();
        assertThat(ask(damage, "{}").text()).isEqualTo(straight("{}").text());
    }

    @Test
    void sendsStreamsWholeWithTheirLength() throws IOException {
        Answer answer = ask(Damage.manner(Damage.Manner.WHOLE), "{'stream': true}");

        String clean = straight("{'stream': true}").text();
        assertThat(answer.text()).isEqualTo(clean);
        assertThat(answer.header("Content-Length")).isEqualTo(String.valueOf(clean.length()));
    }

    /** The server goes on only when its first event has come out at the other side. */
    @Test
    void passesEventsAsTheyCome() throws IOException {
        CountDownLatch seen = new CountDownLatch(1);
        try (ScriptedServer server = ScriptedServer.doing((request, out) -> {
                    ScriptedServer.write(
                            out,
                            "HTTP/1.1 200 X\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n",
                            "9\r\ndata: 1\n\n\r\n");
                    await(seen);
                    ScriptedServer.write(out, "9\r\ndata: 2\n\n\r\n0\r\n\r\n");
                });
                Mutator mutator = Mutator.before(server.baseUrl(), Damage.none());
                Wire wire = open(mutator)) {
            Answer answer = wire.exchange(request("{'stream': true}"), Deadline.in(PATIENCE), head -> {}, body -> {
                seen.countDown();
                return false;
            });

            assertThat(answer.text()).isEqualTo("data: 1\n\ndata: 2\n\n");
            assertThat(answer.complete()).isTrue();
        }
    }

    private static void await(CountDownLatch latch) throws IOException {
        try {
            if (!latch.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new IOException("the first event did not come out");
            }
        } catch (InterruptedException stop) {
            throw new IOException(stop);
        }
    }

    @Test
    void cutsWhatTheServerCut() throws IOException {
        try (ScriptedUpstream upstream = ScriptedUpstream.start();
                Mutator mutator = Mutator.before(upstream.url(), Damage.none());
                Wire wire = open(mutator)) {
            Request request = request("{'model': 'fault-cut', 'stream': true}");

            assertThatThrownBy(() -> wire.exchange(request, Deadline.in(PATIENCE)))
                    .isInstanceOf(IOException.class);
        }
    }

    /** The last of so many requests, when it is there. */
    private static Received arrived(ScriptedUpstream upstream, int count) {
        Deadline deadline = Deadline.in(PATIENCE);
        while (upstream.seen().chats().size() < count && !deadline.passed()) {
            Thread.onSpinWait();
        }
        assertThat(upstream.seen().chats()).hasSize(count);
        return upstream.seen().chats().getLast();
    }

    /** Ways in which a caller leaves. */
    private enum Way {
        CLOSE,
        RESET,
        HALF_CLOSE;

        void leave(Wire wire) throws IOException {
            switch (this) {
                case CLOSE -> wire.close();
                case RESET -> wire.reset();
                case HALF_CLOSE -> wire.halfClose();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void tellsTheServerThatTheCallerLeft(Way way) throws IOException, InterruptedException {
        try (ScriptedUpstream upstream = ScriptedUpstream.start();
                Mutator mutator = Mutator.before(upstream.url(), Damage.none());
                Wire wire = open(mutator)) {
            wire.exchange(request("{}"), Deadline.in(PATIENCE));
            wire.send(request("{'model': 'fault-stall', 'stream': true}"));
            Received received = arrived(upstream, 2);
            way.leave(wire);

            assertThat(received.endedWithin(PATIENCE)).isTrue();
            assertThat(received.left()).isTrue();
            assertThat(upstream.connections()).isEqualTo(1);
        }
    }

    /** Its connection was kept, and was no older than the request: nothing is asked a second time. */
    @Test
    void asksNothingAgainForACallerThatLeft() throws IOException {
        try (ScriptedUpstream upstream = ScriptedUpstream.start();
                Mutator mutator = Mutator.before(upstream.url(), Damage.none());
                Wire wire = open(mutator)) {
            wire.exchange(request("{}"), Deadline.in(PATIENCE));
            wire.send(request("{'model': 'fault-stall', 'stream': true}"));
            arrived(upstream, 2);
            wire.halfClose();

            assertThat(wire.closedWithin(PATIENCE)).isTrue();
            assertThat(upstream.seen().chats()).hasSize(2);
        }
    }

    /** The upstream makes its answer to the end although nobody is there. */
    @Test
    void keepsThatTheCallerLeftToItself() throws IOException, InterruptedException {
        try (ScriptedUpstream upstream = ScriptedUpstream.start();
                Mutator mutator = Mutator.before(upstream.url(), Damage.manner(Damage.Manner.DEAF))) {
            Received received;
            try (Wire wire = open(mutator)) {
                wire.send(request("{'model': 'slow-300'}"));
                received = arrived(upstream, 1);
            }
            assertThat(received.endedWithin(PATIENCE)).isTrue();
            assertThat(received.left()).isFalse();
        }
    }

    @Test
    void refusesWhatIsNoRequest() throws IOException {
        try (ScriptedServer server = ScriptedServer.keeping(Right::byContract);
                Mutator mutator = Mutator.before(server.baseUrl(), Damage.none());
                Wire wire = open(mutator)) {
            wire.send("hello\r\n\r\n".getBytes(StandardCharsets.US_ASCII));

            assertThat(wire.receive("POST", Deadline.in(PATIENCE)).status()).isEqualTo(400);
            assertThat(server.requests()).isEmpty();
        }
    }
}
