package com.plugsky.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class SecludedServerTest {
    private static final URI NOBODY = URI.create("http://127.0.0.1:9/v1");

    @Test
    void letsNobodyInWithoutItsKeyAndIsGoneWhenItIsClosed() throws Exception {
        int port;
        try (var server = SecludedServer.before(NOBODY, "inside");
                var client = HttpClient.newHttpClient()) {
            port = server.port();
            assertThat(models(client, port, "").statusCode()).isEqualTo(401);
            assertThat(models(client, port, "Bearer guessed").statusCode()).isEqualTo(401);
            assertThat(models(client, port, "Bearer " + server.key()).body()).contains("\"inside\"");
        }

        assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), port).close())
                .isInstanceOf(ConnectException.class);
    }

    @Test
    void drawsAKeyOfItsOwnEachTime() {
        try (var one = SecludedServer.before(NOBODY, "inside");
                var other = SecludedServer.before(NOBODY, "inside")) {
            assertThat(one.key()).hasSize(64).isNotEqualTo(other.key());
        }
    }

    /** What the user set, by a variable, a flag or a file, is for the first server only. */
    @Test
    void hearsNothingOfWhatTheUserSet() {
        System.setProperty("plugsky.server.host", "0.0.0.0");
        System.setProperty("plugsky.warmup.enabled", "true");
        System.setProperty("PLUGSKY_API_KEYS", "sk-user");
        try (var server = SecludedServer.before(NOBODY, "inside");
                var client = HttpClient.newHttpClient()) {
            assertThat(models(client, server.port(), "Bearer sk-user").statusCode())
                    .isEqualTo(401);
        } catch (Exception e) {
            throw new AssertionError(e);
        } finally {
            System.clearProperty("plugsky.server.host");
            System.clearProperty("plugsky.warmup.enabled");
            System.clearProperty("PLUGSKY_API_KEYS");
        }
    }

    private static HttpResponse<String> models(HttpClient client, int port, String authorization) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/models"));
        if (!authorization.isEmpty()) {
            request.header("authorization", authorization);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
