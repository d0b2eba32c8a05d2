package com.plugsky.front;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies that do not fit into Tomcat's buffers; the last member of each tells that all of it came. */
@Timeout(60)
class LargeBodyTest {
    private static FrontServer server;

    @BeforeAll
    static void start(@TempDir Path folder) {
        server = FrontServer.start(false, folder);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {16_384, 16_385, 18_432, 102_400, 131_072, 131_073, 1_000_000, 5_000_000})
    void comeWholeAndTheNextRequestsToo(int length) throws Exception {
        var requests = new ByteArrayOutputStream();
        requests.writeBytes(Client.chat(body(length, "first")));
        requests.writeBytes(Client.chat(body(length, "second")));
        requests.writeBytes(Client.chat("echo", "third", false));
        try (Client client = server.connect()) {
            client.send(requests.toByteArray());
            assertEcho(client, "first");
            assertEcho(client, "second");
            assertEcho(client, "third");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 2_047, 2_049, 5_000, 30_000})
    void comeWholeInWhateverPieces(int piece) throws Exception {
        byte[] request = Client.chat(body(102_400, "me"));
        try (Client client = server.connect()) {
            for (int from = 0; from < request.length; from += piece) {
                client.send(request, from, Math.min(request.length, from + piece));
            }
            assertEcho(client, "me");
        }
    }

    @Test
    void areAskedForBeforeTheyAreRead() throws Exception {
        String body = body(102_400, "me");
        String request = new String(Client.chat(body), StandardCharsets.ISO_8859_1);
        String head = request.substring(0, request.length() - body.length());
        try (Client client = server.connect()) {
            client.send(
                    head.replaceFirst("\r\n", "\r\nExpect: 100-continue\r\n").getBytes(StandardCharsets.ISO_8859_1));
            assertThat(client.line()).startsWith("HTTP/1.1 100");
            assertThat(client.line()).isEmpty();
            client.send(body.getBytes(StandardCharsets.ISO_8859_1));
            assertEcho(client, "me");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3_000, 90_000})
    void areRefusedIfTheyBreakOff(int missing) throws Exception {
        byte[] request = Client.chat(body(102_400, "me"));
        try (Client client = server.connect()) {
            client.send(request, 0, request.length - missing);
            client.shutOutput();
            Client.Reply reply = client.reply();
            assertThat(reply.status()).isEqualTo(400);
            assertThat(reply.body()).contains("malformed_request");
        }
    }

    private static void assertEcho(Client client, String user) throws IOException {
        Client.Reply reply = client.reply();
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        assertThat(reply.body()).isEqualTo("{\"user\":\"" + user + "\"}");
    }

    private static String body(int length, String user) {
        String begin = "{\"model\":\"echo\",\"messages\":[{\"role\":\"user\",\"content\":\"";
        String end = "\"}],\"user\":\"" + user + "\"}";
        return begin + "x".repeat(length - begin.length() - end.length()) + end;
    }
}
