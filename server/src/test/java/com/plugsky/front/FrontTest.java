package com.plugsky.front;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the front does with engines that are slow, fail or never end, and with bytes that are no HTTP. */
class FrontTest {
    private static final String POST = "POST /v1/chat/completions";
    private static final String ROUTE = "POST /v1/plugsky/route";

    /** More than one write of a flood. */
    private static final long MUCH = 64 * 1024;

    private static final String KEY = "Authorization: Bearer " + FrontServer.KEY + "\r\n";
    private static final String JSON = "Content-Type: application/json\r\n";

    private static FrontServer server;

    @BeforeAll
    static void start(@TempDir Path folder) {
        server = FrontServer.start(false, folder, "test.look=20ms", "plugsky.limits.body=64KB");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void sendsHeadAndFirstEventInOneWrite() throws Exception {
        try (Client client = server.connect()) {
            client.send(Client.chat("fail-late", "a", true));
            assertThat(client.burst())
                    .startsWith("HTTP/1.1 200")
                    .containsIgnoringCase("content-type: text/event-stream;charset=utf-8\r\n")
                    .containsIgnoringCase("cache-control: no-cache\r\n")
                    .containsIgnoringCase("x-accel-buffering: no\r\n")
                    .containsIgnoringCase("openai-version: 2020-10-01\r\n")
                    .containsPattern("(?i)x-request-id: req_[0-9a-f]{32}\r\n")
                    .containsPattern("(?i)openai-processing-ms: \\d+\r\n")
                    .doesNotContainIgnoringCase("content-length")
                    .contains(ScriptedChat.EVENT);
        }
    }

    @Test
    void endsABrokenStreamWithAnErrorEvent() throws Exception {
        try (Client client = server.connect()) {
            String body = client.ask(Client.chat("fail-late", "a", true)).body();
            assertThat(body)
                    .isEqualTo(ScriptedChat.EVENT
                            + "data: {\"error\":{\"message\":\"broken\",\"type\":\"server_error\",\"param\":null,"
                            + "\"code\":\"upstream_error\"}}\n\n");
            assertThat(client.ask(Client.chat("echo", "b", false)).status()).isEqualTo(200);
        }
    }

    @Test
    void keepsASilentStreamAliveWithCommentsThatHaveNoBlankLine(@TempDir Path folder) throws Exception {
        try (var quick = FrontServer.start(false, folder, "test.look=20ms", "plugsky.stream.keep-alive=200ms");
                Client client = quick.connect()) {
            client.send(Client.chat("stall", "silent", true));
            var waiting = Objects.requireNonNull(quick.chat().waiting().poll(10, TimeUnit.SECONDS));
            assertThat(client.burst())
                    .startsWith("HTTP/1.1 200")
                    .contains(": keep-alive\n")
                    .doesNotContain("data:");
            assertThat(waiting.sink().started()).as("a comment is no chunk").isFalse();
            waiting.release().countDown();
            var rest = new StringBuilder();
            while (rest.indexOf("[DONE]") < 0) {
                rest.append(client.burst());
            }
            assertThat(rest.toString()).contains(ScriptedChat.EVENT).doesNotContain("keep-alive\n\n");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "refuse, 404, model_not_found, false, ''",
        "fail, 503, server_is_overloaded, true, 3",
        "crash, 500, server_error, '', ''",
    })
    void answersWithAStatusBeforeTheFirstEvent(String model, int status, String code, String retry, String after)
            throws Exception {
        for (boolean stream : new boolean[] {true, false}) {
            try (Client client = server.connect()) {
                Client.Reply reply = client.ask(Client.chat(model, "a", stream));
                assertThat(reply.status()).isEqualTo(status);
                assertThat(reply.header("content-type")).isEqualTo("application/json");
                assertThat(reply.header("x-should-retry")).isEqualTo(retry);
                assertThat(reply.header("retry-after")).isEqualTo(after);
                assertThat(reply.body()).contains("\"code\":\"" + code + "\"").doesNotContain("com.plugsky");
            }
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            GARBAGE                                                                   | 400 | malformed_request
            GET /v1/models HTTP/9.9~Host: a                                           | 505 | unsupported_http_version
            GET /v1/models HTTP/1.1                                                   | 400 | malformed_request
            GET /v1/models HTTP/1.1~Host: localhost~Host: localhost                   | 400 | malformed_request
            GET /v1/models HTTP/1.1~Host: localhost~bad header                        | 400 | malformed_request
            POST /v1/chat/completions HTTP/1.1~Host: localhost~Content-Length: x      | 400 | malformed_request
            POST /v1/chat/completions HTTP/1.1~Host: localhost~Transfer-Encoding: odd | 501 | not_implemented
            POST /v1/chat/completions HTTP/1.1~Host: localhost~Expect: foo~Content-Length: 0 | 417 | unsupported_expectation
            GET /v1/%00 HTTP/1.1~Host: localhost                                      | 400 | malformed_request
            GET /v1/a\\b HTTP/1.1~Host: localhost                                     | 400 | malformed_request
            TRACE /v1/models HTTP/1.1~Host: localhost                                 | 405 | method_not_allowed
            BREW /v1/models HTTP/1.1~Host: localhost                                  | 405 | method_not_allowed
            TRACE /v1/none HTTP/1.1~Host: localhost                                   | 404 | unknown_url
            CONNECT localhost:1 HTTP/1.1~Host: localhost                              | 501 | not_implemented
            GET /v1/../error HTTP/1.1~Host: localhost                                 | 404 | unknown_url
            GET /error HTTP/1.1~Host: localhost                                       | 404 | unknown_url
            """)
    void answersWhatIsNoRequestInTheOneEnvelope(String head, int status, String code) throws Exception {
        try (Client client = server.connect()) {
            Client.Reply reply =
                    client.ask((head.replace("~", "\r\n") + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
            assertThat(reply.status()).isEqualTo(status);
            assertThat(reply.header("content-type")).startsWith("application/json");
            assertThat(reply.header("x-request-id")).startsWith("req_");
            assertThat(reply.body()).startsWith("{\"error\":{\"message\":\"").contains("\"code\":\"" + code + "\"");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Content-Type: text/plain                                       | 415 | unsupported_content_type
            Content-Type: ;;;                                              | 415 | unsupported_content_type
            X-None: 1                                                      | 415 | unsupported_content_type
            Content-Type: application/json; charset=utf-16                 | 415 | unsupported_content_type
            Content-Type: application/json~Content-Encoding: gzip          | 415 | unsupported_content_encoding
            Content-Type: application/json; charset=UTF-8                  | 200 |
            Content-Type: application/json~Content-Encoding: identity      | 200 |
            content-type: Application/JSON~Accept: text/plain              | 200 |
            """)
    void looksAtTheMediaTypeOfABody(String headers, int status, String code) throws Exception {
        for (String operation : List.of(POST, ROUTE)) {
            String body = "{\"model\":\"" + (operation.equals(POST) ? "echo" : "plugsky-fusion")
                    + "\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}";
            for (String sent : code == null ? List.of(body) : List.of(body, "")) {
                try (Client client = server.connect()) {
                    Client.Reply reply =
                            client.ask(Client.request(operation, KEY + headers.replace("~", "\r\n") + "\r\n", sent));
                    assertThat(reply.status()).as(operation).isEqualTo(status);
                    assertThat(reply.body()).contains(code == null ? "" : "\"code\":\"" + code + "\"");
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"'', invalid_json", "null, invalid_type", "{, invalid_json"})
    void refusesWhatIsNoBody(String body, String code) throws Exception {
        for (String operation : List.of(POST, ROUTE)) {
            try (Client client = server.connect()) {
                Client.Reply reply = client.ask(Client.request(operation, KEY + JSON, body));
                assertThat(reply.status()).as(operation).isEqualTo(400);
                assertThat(reply.body()).contains("\"code\":\"" + code + "\"");
            }
        }
    }

    @Test
    @Timeout(60)
    void holdsNoMoreBytesOfBodiesAtOnceThanItMay(@TempDir Path folder) throws Exception {
        byte[] big = big("echo");
        try (var narrow = FrontServer.start(false, folder, "plugsky.limits.bodies=64KB", "plugsky.limits.body=64KB");
                Client first = narrow.connect();
                Client second = narrow.connect();
                Client third = narrow.connect()) {
            first.send(big("stall"));
            var waiting = Objects.requireNonNull(narrow.chat().waiting().poll(10, TimeUnit.SECONDS));
            Client.Reply refused = second.ask(big);
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.body()).contains("server_is_overloaded");
            assertThat(refused.header("x-should-retry")).isEqualTo("true");
            assertThat(third.ask(Client.chat("echo", "small", false)).status()).isEqualTo(200);
            waiting.release().countDown();
            assertThat(first.reply().status()).isEqualTo(200);
            int given = 0;
            while (given < 3) { // each gives back what it took, perhaps a little after its answer was read
                try (Client later = narrow.connect()) {
                    int status = later.ask(big).status();
                    assertThat(status).isIn(200, 503);
                    given += status == 200 ? 1 : 0;
                }
            }
        }
    }

    @Test
    @Timeout(60)
    void holdsNoBodyThatHasBeenLetGo(@TempDir Path folder) throws Exception {
        try (var narrow = FrontServer.start(false, folder, "plugsky.limits.bodies=64KB", "plugsky.limits.body=64KB");
                Client first = narrow.connect();
                Client second = narrow.connect()) {
            first.send(big("stall-let-go", true));
            var waiting = Objects.requireNonNull(narrow.chat().waiting().poll(10, TimeUnit.SECONDS));
            assertThat(second.ask(big("echo")).status()).isEqualTo(200);
            waiting.release().countDown();
            assertThat(first.reply().status()).isEqualTo(200);
        }
    }

    @Test
    @Timeout(60)
    void letsOneKeyHoldHalfOfTheBytesOfBodies(@TempDir Path folder) throws Exception {
        byte[] big = big("echo");
        try (var narrow = FrontServer.start(false, folder, "plugsky.limits.bodies=128KB", "plugsky.limits.body=64KB");
                Client first = narrow.connect();
                Client second = narrow.connect()) {
            first.send(big("stall"));
            var waiting = Objects.requireNonNull(narrow.chat().waiting().poll(10, TimeUnit.SECONDS));
            Client.Reply refused = second.ask(big);
            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.body()).contains("slow_down");
            waiting.release().countDown();
            assertThat(first.reply().status()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "limit=5 | 200 | -",
                "limit=5&other=1&other=2 | 200 | -",
                "limit=&limit=x | 400 | invalid_value",
                "limit=5&limit=6 | 400 | invalid_value",
                "after=req_1&after=req_2 | 400 | invalid_value",
                "limit= | 400 | invalid_type",
                "limit=x | 400 | invalid_type",
                "after= | 400 | invalid_value",
            })
    void takesEachParameterOfAQueryOnce(String query, int status, @Nullable String code) throws Exception {
        try (Client client = server.connect()) {
            Client.Reply reply = client.ask(Client.request("GET /v1/plugsky/requests?" + query, KEY, ""));
            assertThat(reply.status()).isEqualTo(status);
            assertThat(reply.body()).contains(code == null ? "" : "\"code\":\"" + code + "\"");
        }
    }

    @Test
    void refusesABodyOverTheLimitHoweverItIsFramed() throws Exception {
        try (Client client = server.connect()) {
            client.send((POST + " HTTP/1.1\r\nHost: localhost\r\n" + KEY + JSON + "Content-Length: 65537\r\n\r\n")
                    .getBytes(StandardCharsets.ISO_8859_1));
            assertThat(client.reply().status())
                    .as("before a byte of it was sent")
                    .isEqualTo(413);
        }
        try (Client client = server.connect()) {
            client.send((POST + " HTTP/1.1\r\nHost: localhost\r\n" + KEY + JSON + "Transfer-Encoding: chunked\r\n\r\n")
                    .getBytes(StandardCharsets.ISO_8859_1));
            String chunk = "8000\r\n" + " ".repeat(0x8000) + "\r\n";
            client.send((chunk + chunk + chunk + "0\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
            Client.Reply reply = client.reply();
            assertThat(reply.status()).isEqualTo(413);
            assertThat(reply.body()).contains("request_too_large");
        }
    }

    @Test
    void asksForNoBodyThatItWillNotTake() throws Exception {
        for (String operation : List.of(POST, ROUTE)) {
            try (Client client = server.connect()) {
                client.send((operation + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/plain\r\n" + KEY
                                + "Expect: 100-continue\r\nContent-Length: 2\r\n\r\n")
                        .getBytes(StandardCharsets.ISO_8859_1));
                assertThat(client.reply().status()).as(operation).isEqualTo(415);
            }
        }
    }

    @Test
    void asksForNoBodyBeforeItKnowsTheKey() throws Exception {
        String head =
                POST + " HTTP/1.1\r\nHost: localhost\r\n" + JSON + "Expect: 100-continue\r\nContent-Length: 2\r\n";
        try (Client client = server.connect()) {
            client.send(
                    (head + "Authorization: Bearer sk-live-wrong0000\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
            assertThat(client.reply().status()).isEqualTo(401);
        }
        try (Client client = server.connect()) {
            client.send((head + KEY + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
            assertThat(client.line()).startsWith("HTTP/1.1 100");
        }
    }

    @Test
    void breaksOffABadlyFramedBody() throws Exception {
        for (String operation : List.of(POST, ROUTE)) {
            try (Client client = server.connect()) {
                Client.Reply reply = client.ask((operation + " HTTP/1.1\r\nHost: localhost\r\n" + KEY + JSON
                                + "Transfer-Encoding: chunked\r\n\r\nzz\r\n")
                        .getBytes(StandardCharsets.ISO_8859_1));
                assertThat(reply.status()).as(operation).isEqualTo(400);
                assertThat(reply.body()).contains("malformed_request");
            }
        }
    }

    @Test
    void makesAFloodWaitForASlowReader() throws Exception {
        try (Client client = server.connect()) {
            client.send(Client.chat("flood", "slow", true));
            assertThat(client.burst()).startsWith("HTTP/1.1 200");
            long now = 0;
            var never = new CountDownLatch(1);
            for (int still = 0; still < 3 || now < MUCH; ) { // a busy machine may stand still for one look
                long before = now;
                assertThat(never.await(200, TimeUnit.MILLISECONDS)).isFalse();
                now = server.chat().flooded();
                still = now == before ? still + 1 : 0;
            }
            assertThat(now).as("bytes in the system's socket buffers").isLessThan(64L << 20);
            client.reset();
            assertThat(server.chat().floodEnded().await(5, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void answersProbesWithoutAKey() throws Exception {
        try (Client client = server.connect()) {
            for (String path : new String[] {"/livez", "/readyz", "/health"}) {
                Client.Reply reply = client.ask(Client.request("GET " + path, "", ""));
                assertThat(reply.status()).isEqualTo(200);
                assertThat(reply.body()).isEqualTo("{\"status\":\"ok\"}");
            }
        }
    }

    @Test
    @Timeout(60)
    void takesNoMoreRequestsAtOnceThanItMay(@TempDir Path folder) throws Exception {
        try (var narrow = FrontServer.start(false, folder, "plugsky.limits.in-flight=1");
                Client first = narrow.connect();
                Client second = narrow.connect();
                Client third = narrow.connect()) {
            first.send(Client.chat("stall", "first", false));
            var waiting = Objects.requireNonNull(narrow.chat().waiting().poll(10, TimeUnit.SECONDS));
            Client.Reply refused = second.ask(Client.chat("echo", "second", false));
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.header("retry-after")).isEqualTo("1");
            assertThat(refused.header("x-should-retry")).isEqualTo("true");
            assertThat(third.ask(Client.request("GET /livez", "", "")).status()).isEqualTo(200);
            waiting.release().countDown();
            assertThat(first.reply().status()).isEqualTo(200);
            int status = 503;
            while (status == 503) { // an answer may be read before the server has counted it as given
                try (Client later = narrow.connect()) {
                    status = later.ask(Client.chat("echo", "later", false)).status();
                }
            }
            assertThat(status).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @CsvSource({"true, 'data: [DONE]\n\n'", "false, {}"})
    void saysThatItIsNotReadyThenLetsRunningAnswersEnd(boolean stream, String end, @TempDir Path folder)
            throws Exception {
        FrontServer stopping = FrontServer.start(false, folder, "plugsky.server.stop-notice=2s");
        try (Client running = stopping.connect();
                Client idle = stopping.connect()) {
            assertThat(idle.ask(Client.chat("echo", "early", false)).status()).isEqualTo(200);
            running.send(Client.chat("stall", "running", stream));
            var waiting = Objects.requireNonNull(stopping.chat().waiting().poll(10, TimeUnit.SECONDS));
            Thread stop = Thread.startVirtualThread(stopping::close);

            while (get(stopping, "/readyz") == 200) {
                Thread.onSpinWait();
            }
            assertThat(get(stopping, "/readyz")).isEqualTo(503);
            assertThat(get(stopping, "/livez")).isEqualTo(200);
            assertThat(idle.ask(Client.chat("echo", "not told yet", false)).status())
                    .isEqualTo(200);
            while (takesConnections(stopping)) {
                Thread.onSpinWait();
            }
            Client.Reply refused = idle.ask(Client.chat("echo", "late", false));
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.body()).contains("server_is_stopping");
            assertThat(waiting.sink().gone()).isFalse();
            waiting.release().countDown();
            assertThat(running.reply().body()).endsWith(end);
            assertThat(stop.join(Duration.ofSeconds(10))).isTrue();
        }
    }

    private static byte[] big(String model) {
        return big(model, false);
    }

    private static byte[] big(String model, boolean stream) {
        String body = "{\"model\":\"%s\",\"stream\":%s,\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}";
        return Client.chat(body.formatted(model, stream) + " ".repeat(40_000));
    }

    private static int get(FrontServer from, String path) throws IOException {
        try (Client client = from.connect()) {
            return client.ask(Client.request("GET " + path, "", "")).status();
        }
    }

    @ParameterizedTest
    @CsvSource({"stall-late, true, 200", "stall, true, 503", "stall, false, 503"})
    void tellsWhoIsNotAnsweredWhenTheGraceIsOver(String model, boolean stream, int status, @TempDir Path folder)
            throws Exception {
        FrontServer stopping = FrontServer.start(false, folder, "plugsky.server.grace-period=0s");
        try (Client running = stopping.connect()) {
            running.send(Client.chat(model, "running", stream));
            var waiting = Objects.requireNonNull(stopping.chat().waiting().poll(10, TimeUnit.SECONDS));
            stopping.close();
            assertThat(waiting.sink().gone())
                    .as("whoever makes the answer hears of it")
                    .isTrue();
            Client.Reply reply = running.reply();
            assertThat(reply.status()).isEqualTo(status);
            assertThat(reply.body()).contains("server_is_stopping").doesNotContain("[DONE]");
            assertThat(reply.body())
                    .startsWith(status == 200 ? ScriptedChat.EVENT + "data: {\"error\":" : "{\"error\":");
        }
    }

    private static boolean takesConnections(FrontServer server) {
        try {
            return get(server, "/livez") == 200;
        } catch (IOException e) {
            return false;
        }
    }
}
