package com.plugsky.conformance.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.plugsky.conformance.Json;
import com.plugsky.conformance.upstream.Raw.End;
import com.plugsky.conformance.wire.Answer;
import com.plugsky.conformance.wire.Deadline;
import com.plugsky.conformance.wire.Endpoint;
import com.plugsky.conformance.wire.Request;
import com.plugsky.conformance.wire.Wire;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class ScriptedUpstreamTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private ScriptedUpstream upstream;

    @BeforeEach
    void start() throws IOException {
        upstream = ScriptedUpstream.start();
    }

    @AfterEach
    void stop() throws IOException {
        upstream.close();
    }

    /** How many chunks of a stream come, what comes last, and how the connection ends. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            fault-reset                           | 0  |                              | RESET
            fault-reset-at-before-first-token     | 0  | chunked~~                    | RESET
            fault-reset-at-mid-stream             | 8  | "finish_reason":null}]}!!~   | RESET
            fault-reset-at-before-done            | 15 | "finish_reason":"stop"}]}!!~ | RESET
            fault-cut-at-before-headers           | 0  |                              | CLOSED
            fault-cut-at-before-first-token       | 0  | chunked~~                    | CLOSED
            fault-cut                             | 8  | "finish_reason":null}]}!!~   | CLOSED
            fault-cut-at-before-done              | 15 | "finish_reason":"stop"}]}!!~ | CLOSED
            fault-stall                           | 0  |                              | SILENT
            fault-stall-at-before-first-token     | 0  | chunked~~                    | SILENT
            fault-stall-at-mid-stream             | 8  | "finish_reason":null}]}!!~   | SILENT
            fault-stall-at-before-done            | 15 | "finish_reason":"stop"}]}!!~ | SILENT
            fault-stall-at-before-done-1          | 16 | data: [DONE]!!~0~~           | CLOSED
            fault-slow-drip-at-before-done-1      | 16 | data: [DONE]!!~0~~           | CLOSED
            fault-half-json-at-before-first-token | 17 | data: [DONE]!!~0~~           | CLOSED
            fault-half-json                       | 17 | data: [DONE]!!~0~~           | CLOSED
            fault-html                            | 0  | </html>!                     | CLOSED
            fault-status-503                      | 0  | "code":"scripted_failure"}}  | CLOSED
            fault-no-done                         | 15 | "finish_reason":"stop"}]}!!~0~~ | CLOSED
            fault-error-event                     | 9  | "code":"scripted_failure"}}!!~0~~ | CLOSED
            fault-error-line                      | 8  | "code":"scripted_failure"}}!!~0~~ | CLOSED
            fault-crlf                            | 16 | data: [DONE]~~~0~~           | CLOSED
            """)
    void breaksAStream(String model, int events, String last, End end) throws IOException {
        Raw raw = Raw.of(upstream, Raw.chat(model, true, ""));

        assertThat(raw.text().split("data: ", -1)).hasSize(events + 1);
        assertThat(raw.text()).endsWith(last == null ? "" : last);
        assertThat(raw.text().isEmpty()).isEqualTo(last == null);
        assertThat(raw.end()).isEqualTo(end);
    }

    /** What comes last of a plain answer. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            fault-reset-at-before-first-token     | Content-Length: 368~~  | RESET
            fault-reset-at-before-done            | "total_tokens":20}     | RESET
            fault-cut-at-before-headers           |                        | CLOSED
            fault-cut                             | "content":"The harbour l | CLOSED
            fault-cut-at-before-done              | "total_tokens":20}     | CLOSED
            fault-stall-at-before-done            | "total_tokens":20}     | SILENT
            fault-stall-at-before-done-1          | "total_tokens":20}}    | CLOSED
            fault-half-json-at-before-first-token | Content-Length: 0~~    | CLOSED
            fault-half-json-at-before-done        | "total_tokens":20}     | CLOSED
            fault-error-event                     | "code":"scripted_failure"}} | CLOSED
            fault-object-arguments                | "total_tokens":9}}     | CLOSED
            fault-split-utf8                      | 1~}~0~~                | CLOSED
            """)
    void breaksAPlainAnswer(String model, String last, End end) throws IOException {
        Raw raw = Raw.of(upstream, Raw.chat(model, false, ""));

        assertThat(raw.text()).endsWith(last == null ? "" : last);
        assertThat(raw.text().isEmpty()).isEqualTo(last == null);
        assertThat(raw.end()).isEqualTo(end);
    }

    @ParameterizedTest
    @CsvSource({
        "fault-status-429, 429, ",
        "fault-status-429-7, 429, 7",
        "fault-status-401, 401, ",
        "fault-status-503-date-7, 503, GMT",
        "fault-unheard-of, 404, ",
        "flaky-1, 500, ",
    })
    void answersWithAStatus(String model, int status, String retryAfter) throws IOException {
        Answer answer = ask(Raw.chat(model, false, ""));

        assertThat(answer.status()).isEqualTo(status);
        assertThat(String.valueOf(answer.header("Retry-After"))).endsWith(String.valueOf(retryAfter));
        assertThat(Json.read(answer.text()).at("/error/message").asString()).isNotEmpty();
    }

    @Test
    void failsAsOftenAsTheNameSays() throws IOException {
        for (int status : new int[] {500, 500, 200, 200}) {
            assertThat(ask(Raw.chat("flaky-2", false, "")).status()).isEqualTo(status);
        }
    }

    @Test
    void tiresAfterAsManyRequestsAsTheNameSays() throws IOException {
        ask(Raw.chat("tiring-1", true, ""));
        Answer slow = ask(Raw.chat("tiring-1", true, ""));

        assertThat(slow.events().getLast().done()).isTrue();
        assertThat(slow.timing().end() - slow.timing().sent()).isGreaterThanOrEqualTo(500_000_000L);
    }

    @Test
    void keepsAConnection() throws IOException {
        try (Wire wire = Wire.open(Endpoint.of(upstream.url()), Deadline.in(PATIENCE))) {
            for (boolean stream : new boolean[] {true, false, true}) {
                Answer answer = wire.exchange(Raw.chat("any", stream, ""), Deadline.in(PATIENCE));
                assertThat(answer.complete()).isTrue();
            }
        }
        assertThat(upstream.connections()).isEqualTo(1);
        assertThat(upstream.seen().chats())
                .hasSize(3)
                .allSatisfy(each -> assertThat(each.connection()).isEqualTo(1));
    }

    @Test
    void tellsWhatItGot() throws IOException {
        Request request = Raw.chat("echo", false, ",\"x_own\":{\"a\":[1]}").with("X-Own", "ä value");
        JsonNode completion = Json.read(ask(request).text());

        JsonNode told = Json.read(completion.at("/choices/0/message/content").asString());
        assertThat(Base64.getDecoder().decode(told.path("body_base64").asString()))
                .isEqualTo(request.body());
        assertThat(told.path("headers").toString()).contains("[\"X-Own\",\"ä value\"]");
        assertThat(completion.path("x_own").toString()).isEqualTo("{\"a\":[1]}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "fault-stall",
                "fault-stall-at-before-first-token",
                "fault-stall-at-mid-stream",
                "slow-60000",
                "paced-60000",
                "fault-slow-drip-60000"
            })
    void seesACallerLeave(String model) throws Exception {
        Raw.of(upstream, Raw.chat(model, true, ""));

        List<Received> chats = upstream.seen().chats();
        assertThat(chats).hasSize(1);
        assertThat(chats.getFirst().endedWithin(PATIENCE)).isTrue();
        assertThat(chats.getFirst().left()).isTrue();
    }

    @Test
    void showsAndForgetsWhatItSaw() throws IOException {
        Request request = Raw.chat("any", false, "").with("x-cell", "7");
        ask(request);

        JsonNode seen = Json.read(ask(Request.get("/_seen")).text());
        assertThat(seen.path("total").asInt()).isEqualTo(1);
        assertThat(seen.at("/models/any").asInt()).isEqualTo(1);
        assertThat(seen.at("/requests/0/body").asString())
                .isEqualTo(new String(request.body(), StandardCharsets.UTF_8));
        assertThat(upstream.seen().chats("X-Cell", "7")).hasSize(1);
        ask(Request.of("POST", "/_reset"));
        assertThat(upstream.seen().chats()).isEmpty();
        assertThat(upstream.seen().total()).isZero();
    }

    @Test
    void hasAddressesAtWhichNobodyAnswers() {
        Deadline deadline = Deadline.in(PATIENCE);
        assertThatThrownBy(() -> Wire.open(Endpoint.of(upstream.refused()), deadline))
                .isInstanceOf(ConnectException.class);
        assertThatThrownBy(() -> Wire.open(Endpoint.of(upstream.garbledTls()), deadline))
                .isInstanceOf(SSLException.class);
        assertThat(ScriptedUpstream.UNRESOLVABLE.getHost()).endsWith(".invalid");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense\r\n\r\n",
                "GET / HTTP/1.1\r\nno colon\r\n\r\n",
                "POST / HTTP/1.1\r\nContent-Length: -1\r\n\r\n"
            })
    void refusesWhatIsNoHttp(String bytes) throws IOException {
        try (Wire wire = Wire.open(Endpoint.of(upstream.url()), Deadline.in(PATIENCE))) {
            wire.send(bytes.getBytes(StandardCharsets.UTF_8));
            assertThat(wire.receive("POST", Deadline.in(PATIENCE)).status()).isEqualTo(400);
            assertThat(wire.closedWithin(PATIENCE)).isTrue();
        }
    }

    @Test
    void closesItsConnectionsWithItself() throws IOException {
        try (Wire wire = Wire.open(Endpoint.of(upstream.url()), Deadline.in(PATIENCE))) {
            wire.exchange(Raw.chat("any", false, ""), Deadline.in(PATIENCE));
            URI address = upstream.url();
            upstream.close();
            assertThat(wire.closedWithin(PATIENCE)).isTrue();
            assertThatThrownBy(() -> Wire.open(Endpoint.of(address), Deadline.in(PATIENCE)))
                    .isInstanceOf(ConnectException.class);
        }
    }

    private Answer ask(Request request) throws IOException {
        try (Wire wire = Wire.open(Endpoint.of(upstream.url()), Deadline.in(PATIENCE))) {
            return wire.exchange(request, Deadline.in(PATIENCE));
        }
    }
}
