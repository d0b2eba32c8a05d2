package com.plugsky.front;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** What an engine that misbehaves on purpose can do to a connection: all that it asks for, and nothing more. */
@ExtendWith(OutputCaptureExtension.class)
class RawAnswerTest {
    private static FrontServer plain;
    private static FrontServer tls;

    @BeforeAll
    static void start(@TempDir Path folder) throws IOException {
        plain = FrontServer.start(
                false,
                Files.createDirectory(folder.resolve("plain")),
                "test.look=1ms",
                "plugsky.stream.keep-alive=100ms");
        tls = FrontServer.start(true, Files.createDirectory(folder.resolve("tls")), "test.look=1ms");
    }

    @AfterAll
    static void stop() {
        plain.close();
        tls.close();
    }

    /** How a connection ends for the one at its other end. */
    private enum End {
        CLOSED,
        RESET
    }

    private record Received(String bytes, End end) {}

    @ParameterizedTest
    @CsvSource({
        "hang-up, true, 0, CLOSED", "hang-up, true, 3, CLOSED", "hang-up, false, 1, CLOSED",
                "hang-up, false, 0, CLOSED",
        "reset, true, 0, RESET", "reset, true, 3, RESET", "reset, false, 1, RESET", "reset, false, 0, RESET",
    })
    void endsAConnectionWithinAnAnswer(String model, boolean stream, int pieces, End end, CapturedOutput output)
            throws Exception {
        for (FrontServer server : List.of(plain, tls)) {
            Received received;
            try (Client client = server.connect()) {
                client.send(Client.chat(model, String.valueOf(pieces), stream));
                received = toTheEnd(client);
            }
            assertThat(received.end()).as(server == tls ? "TLS" : "plain").isEqualTo(end);
            assertThat(received.bytes())
                    .startsWith("HTTP/1.1 200")
                    .containsIgnoringCase(stream ? "transfer-encoding: chunked\r\n" : "content-length: 100\r\n")
                    .endsWith(pieces == 0 ? "\r\n\r\n" : stream ? ScriptedChat.EVENT + "\r\n" : "\0".repeat(50));
            assertThat(received.bytes().split("first", -1)).hasSize(stream ? pieces + 1 : 1);
            try (Client next = server.connect()) {
                assertThat(next.ask(Client.chat("echo", "next", false)).status())
                        .as("the server is none the worse")
                        .isEqualTo(200);
            }
        }
        assertThat(output.getAll()).doesNotContain("ERROR", "WARN", "Exception");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void givesAnyStatusAndTypeAndKeepsTheConnection(boolean stream) throws Exception {
        for (FrontServer server : List.of(plain, tls)) {
            try (Client client = server.connect()) {
                Client.Reply reply = client.ask(Client.chat("teapot", "a", stream));
                assertThat(reply.status()).isEqualTo(418);
                assertThat(reply.header("content-type")).startsWith("text/plain");
                assertThat(reply.header("x-tea")).isEqualTo("green");
                assertThat(reply.header("x-request-id")).startsWith("req_");
                assertThat(reply.header("openai-processing-ms")).matches("\\d+");
                assertThat(reply.body()).isEqualTo("no coffee");
                assertThat(client.ask(Client.chat("echo", "b", false)).status()).isEqualTo(200);
            }
        }
    }

    @Test
    void putsNoCommentIntoAnEventThatIsNotWhole() throws Exception {
        try (Client client = plain.connect()) {
            client.send(Client.chat("crumbs", "a", true));
            var waiting = Objects.requireNonNull(plain.chat().waiting().poll(10, TimeUnit.SECONDS));
            assertThat(waiting.sink().started()).isTrue();
            awaitTheCommentOfAnother();
            waiting.release().countDown();
            assertThat(client.reply().body()).isEqualTo(ScriptedChat.EVENT);
        }
    }

    /** Asks for a silent stream and waits until it is kept alive: one that was silent before has had its turn. */
    private static void awaitTheCommentOfAnother() throws Exception {
        try (Client other = plain.connect()) {
            other.send(Client.chat("stall", "other", true));
            assertThat(other.burst()).contains(": keep-alive");
        }
    }

    private static Received toTheEnd(Client client) {
        var bytes = new StringBuilder();
        Throwable failure = catchThrowable(() -> {
            for (String burst = client.burst(); !burst.isEmpty(); burst = client.burst()) {
                bytes.append(burst);
            }
        });
        if (failure == null) {
            return new Received(bytes.toString(), End.CLOSED);
        }
        assertThat(failure).isInstanceOf(IOException.class).hasMessageContaining("reset");
        return new Received(bytes.toString(), End.RESET);
    }

    @Test
    void saysNothingOfCallersWhoLeaveWhileTheModelsAreWritten(CapturedOutput output) throws Exception {
        for (FrontServer server : List.of(plain, tls)) {
            for (int i = 0; i < 100; i++) {
                try (Client client = server.connect()) {
                    client.send(
                            Client.request("GET /v1/models", "Authorization: Bearer " + FrontServer.KEY + "\r\n", ""));
                    client.reset();
                }
            }
            try (Client client = server.connect()) {
                assertThat(client.ask(Client.request("GET /livez", "", "")).status())
                        .isEqualTo(200);
            }
        }
        assertThat(output).doesNotContain("Exception").doesNotContain(" ERROR ").doesNotContain(" WARN ");
    }
}
