package com.plugsky.front;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Callers whose requests never come whole, before a server whose bounds on that are tiny. */
@Timeout(15)
class SlowSenderTest {

    /** Between two bytes of a caller that trickles. */
    private static final int PACE_MILLIS = 20;

    private static final int BOUND_MILLIS = 300;

    private static FrontServer server;

    @BeforeAll
    static void start(@TempDir Path folder) {
        server = FrontServer.start(
                false,
                folder,
                "plugsky.limits.head-time=" + BOUND_MILLIS + "ms",
                "plugsky.limits.body-time=" + BOUND_MILLIS + "ms");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        "POST /v1/chat/completions, false",
        "POST /v1/chat/completions, true",
        "POST /v1/plugsky/route,    false",
        "POST /v1/plugsky/route,    true",
    })
    void areToldThatTheBodyDidNotComeInTime(String operation, boolean trickles) throws Exception {
        try (Client client = server.connect()) {
            client.send(half(
                    operation, "Authorization: Bearer " + FrontServer.KEY + "\r\nContent-Type: application/json\r\n"));
            if (trickles) {
                untilAnswered(client, " ");
            }
            Client.Reply reply = client.reply();
            assertThat(reply.status()).isEqualTo(408);
            assertThat(reply.body())
                    .isEqualTo("{\"error\":{\"message\":\"The request did not come in time\","
                            + "\"type\":\"invalid_request_error\",\"param\":null,\"code\":\"malformed_request\"}}");
            assertThat(client.burst()).as("after the answer").isEmpty();
        }
    }

    @Test
    void areLeftIfNotEvenTheHeadComesInTime() throws Exception {
        try (Client client = server.connect()) {
            client.send("POST /v1/chat/completions HTTP/1.1\r\nHost: localhost\r\nX-Slow: "
                    .getBytes(StandardCharsets.US_ASCII));
            assertThatThrownBy(() -> {
                        untilAnswered(client, "x");
                        client.reply();
                    })
                    .isInstanceOfAny(EOFException.class, SocketException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Connection: close\r\n"})
    void areLetGoIfTheyWereRefusedAndGoOn(String header) throws Exception {
        try (Client client = server.connect()) {
            client.send(half("POST /v1/chat/completions", header + "Content-Type: application/json\r\n"));
            assertThat(client.reply().status()).isEqualTo(401);
            assertThatThrownBy(() -> {
                        untilAnswered(client, " ");
                        client.reply();
                    })
                    .isInstanceOfAny(EOFException.class, SocketException.class);
        }
    }

    @Test
    void mayRestBetweenRequests() throws Exception {
        try (Client client = server.connect()) {
            assertThat(client.ask(Client.chat("echo", "first", false)).status()).isEqualTo(200);
            assertThat(client.silentFor(2 * BOUND_MILLIS)).isTrue();
            assertThat(client.ask(Client.chat("echo", "second", false)).status())
                    .isEqualTo(200);
        }
    }

    /** Sends a byte again and again until something comes, if only the end. */
    private static void untilAnswered(Client client, String piece) throws IOException {
        byte[] next = piece.getBytes(StandardCharsets.US_ASCII);
        while (client.silentFor(PACE_MILLIS)) {
            client.send(next);
        }
    }

    /** A request without the end of its body. */
    private static byte[] half(String operation, String headers) {
        byte[] whole = Client.request(
                operation,
                headers,
                "{\"model\":\"echo\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}" + " ".repeat(4_000));
        return Arrays.copyOf(whole, whole.length - 3_990);
    }
}
