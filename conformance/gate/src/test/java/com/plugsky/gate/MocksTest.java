package com.plugsky.gate;

import static org.assertj.core.api.Assertions.assertThat;

import com.plugsky.conformance.Json;
import com.plugsky.conformance.Target;
import com.plugsky.conformance.wire.Answer;
import com.plugsky.conformance.wire.Exchange;
import com.plugsky.conformance.wire.Request;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** The models that misbehave on purpose do on the wire what their guide says, and every snippet of the guide does. */
class MocksTest {
    private static final Path GUIDE = Gate.folder().resolve("../../docs/guides/test-your-client.md");
    private static final Target TARGET = RunningServer.shared().target();
    private static final int PATIENCE_MILLIS = 20_000;

    /** How a connection ends that asked to be closed after its answer. */
    private enum End {
        CLOSED,
        RESET
    }

    private record Received(String text, End end) {}

    @TestFactory
    Stream<DynamicTest> snippetsPrintWhatTheGuideShows() throws IOException {
        List<Snippet> snippets = Snippet.of(GUIDE);
        assertThat(snippets).hasSizeGreaterThan(20);
        return snippets.stream()
                .map(snippet -> DynamicTest.dynamicTest(
                        snippet.place() + " " + snippet.language(), () -> printsWhatTheGuideShows(snippet)));
    }

    @Test
    void eachListedMockHasItsPlaceInTheGuide() throws IOException {
        String guide = Files.readString(GUIDE);
        assertThat(listed()).hasSizeGreaterThan(10).allSatisfy(id -> {
            String family = id.replaceFirst("(status)-[0-9]+", "$1-NNN").replaceFirst("(cut-after)-[0-9]+", "$1-N");
            assertThat(guide).contains("\n## " + family + "\n");
        });
    }

    /** How many events there are, what the bytes end with ({@code ~} is CR and LF, {@code !} is LF), and the connection. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            mock/cut-after-0      | true  | 200 | 0   | ~~                               | CLOSED
            mock/cut-after-4      | true  | 200 | 4   | "finish_reason":null}]}!!~       | CLOSED
            mock/cut-after-999    | true  | 200 | 999 | "finish_reason":null}]}!!~       | CLOSED
            mock/cut-after-4      | false | 200 | 0   | "message"                        | CLOSED
            mock/reset            | true  | 200 | 3   | "finish_reason":null}]}!!~       | RESET
            mock/reset            | false | 200 | 0   | ~~                               | RESET
            mock/no-done          | true  | 200 | 9   | "finish_reason":"stop"}]}!!~0~~  | CLOSED
            mock/error-mid-stream | true  | 200 | 4   | "code":"upstream_error"}}!!~0~~  | CLOSED
            mock/malformed-chunk  | true  | 200 | 11  | data: [DONE]!!~0~~               | CLOSED
            mock/html-200         | true  | 200 | 0   | </html>!                         | CLOSED
            mock/status-599       | true  | 599 | 0   | "code":"server_error"}}          | CLOSED
            """)
    void endsAsItsNameSays(String id, boolean stream, int status, int events, String end, End how) throws IOException {
        Received received = raw(id, stream);

        String text = received.text().replace("\r\n", "~").replace('\n', '!');
        assertThat(text).startsWith("HTTP/1.1 " + status).endsWith(end);
        assertThat(text.split("data: ", -1)).hasSize(events + 1);
        assertThat(received.end()).isEqualTo(how);
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void splitsCharactersOverReadsAndIsRight(boolean stream) throws IOException {
        Answer answer =
                Example.send(TARGET, chat("mock/split-utf8", stream, "split")).answer();

        byte[] body = answer.body();
        long within = answer.timing().arrivals().stream()
                .filter(arrival -> arrival.end() < body.length && (body[arrival.end()] & 0xc0) == 0x80)
                .count();
        assertThat(within).as("reads that end within a character").isPositive();
        assertThat(answer.text()).contains("東京").doesNotContain("\ufffd");
        assertThat(answer.complete()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "mock/status-200, mock/status-400 to mock/status-599",
        "mock/status-600, mock/status-400 to mock/status-599",
        "mock/cut-after-1000, mock/cut-after-0 to mock/cut-after-999",
    })
    void saysWhichNumbersThereAre(String id, String range) throws IOException {
        Answer answer = Example.send(TARGET, chat(id, false, "range")).answer();

        assertThat(answer.status()).isEqualTo(404);
        JsonNode error = Json.read(answer.text()).path("error");
        assertThat(error.path("code").asString()).isEqualTo("model_not_found");
        assertThat(error.path("message").asString()).contains(range);
    }

    @ParameterizedTest
    @CsvSource({
        "mock/status-500, false, error", "mock/cut-after-2, true, error", "mock/cut-after-2, false, error",
        "mock/reset, true, error", "mock/reset, false, error", "mock/error-mid-stream, true, error",
        "mock/error-mid-stream, false, error", "mock/no-done, true, ok", "mock/malformed-chunk, true, ok",
        "mock/html-200, false, ok", "mock/split-utf8, true, ok",
    })
    void leavesItsOutcomeInTheLog(String id, boolean stream, String outcome) throws IOException {
        String user = "mock-" + UUID.randomUUID();
        raw(chat(id, stream, user));

        JsonNode entry = logged(user);
        assertThat(entry.path("outcome").asString()).isEqualTo(outcome);
        assertThat(entry.path("model").asString()).isEqualTo(id);
        assertThat(entry.path("attempts").asInt()).isEqualTo(1);
    }

    private static void printsWhatTheGuideShows(Snippet snippet) throws IOException {
        Command command = switch (snippet.language()) {
            case "sh" -> Command.of("bash", "-c", snippet.code());
            case "python" -> Command.of(Tools.python("clients/python").resolve("python"), "-c", snippet.code());
            default -> throw new IllegalStateException(snippet.language() + " (expected: sh or python)");
        };
        Command.Result result = command.with("OPENAI_BASE_URL", String.valueOf(TARGET.baseUrl()))
                .with("OPENAI_API_KEY", String.valueOf(TARGET.keys().infer()))
                .within(Duration.ofMinutes(1))
                .run();
        assertThat(snippet.fits(result.output()))
                .as("%s%nprinted%n%s%nexpected%n%s", snippet.code(), result.output(), snippet.printed())
                .isTrue();
    }

    private static List<String> listed() throws IOException {
        Request request =
                Example.authorized(Request.get("/v1/models"), TARGET.keys().infer());
        JsonNode models =
                Json.read(Example.send(TARGET, request).answer().text()).path("data");
        return models.valueStream()
                .filter(model -> model.path("mock").asBoolean(false))
                .map(model -> model.path("id").asString())
                .toList();
    }

    /** The entry of this user, which is written when an answer has ended, perhaps a little after its last byte was read. */
    private static JsonNode logged(String user) throws IOException {
        Request request = Example.authorized(
                Request.get("/v1/plugsky/requests?limit=10"), TARGET.keys().infer());
        long end = System.nanoTime() + Duration.ofMillis(PATIENCE_MILLIS).toNanos();
        while (System.nanoTime() < end) {
            Exchange exchange = Example.send(TARGET, request);
            for (JsonNode entry : Json.read(exchange.answer().text()).path("data")) {
                if (entry.path("user").asString("").equals(user)) {
                    return entry;
                }
            }
        }
        throw new AssertionError("no entry of " + user);
    }

    private static Request chat(String id, boolean stream, String user) {
        String body = "{\"model\":\"" + id + "\",\"stream\":" + stream + ",\"user\":\"" + user
                + "\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}";
        Request request = Request.json("/v1/chat/completions", body.getBytes(StandardCharsets.UTF_8));
        return Example.authorized(request, TARGET.keys().infer());
    }

    private static Received raw(String id, boolean stream) throws IOException {
        return raw(chat(id, stream, "raw"));
    }

    /** All bytes of an answer as they come, and how the connection ends. */
    private static Received raw(Request request) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (Socket socket =
                new Socket(TARGET.endpoint().host(), TARGET.endpoint().port())) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream()
                    .write(request.with("Connection", "close")
                            .bytes(TARGET.endpoint().authority()));
            InputStream in = socket.getInputStream();
            byte[] read = new byte[8192];
            try {
                for (int count = in.read(read); count >= 0; count = in.read(read)) {
                    bytes.write(read, 0, count);
                }
            } catch (SocketException reset) {
                assertThat(reset).hasMessageContaining("reset");
                return new Received(bytes.toString(StandardCharsets.UTF_8), End.RESET);
            }
        }
        return new Received(bytes.toString(StandardCharsets.UTF_8), End.CLOSED);
    }
}
