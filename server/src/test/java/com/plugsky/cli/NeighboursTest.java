package com.plugsky.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.plugsky.engine.upstream.net.Connections;
import com.plugsky.engine.upstream.net.UpstreamProbe;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NeighboursTest {

    private final Connections connections = new Connections(Duration.ofSeconds(1), 1);
    private final HttpServer server;
    private int status = 200;
    private String body = "{\"data\": [{\"id\": \"a\"}, {\"id\": \"b\"}]}";

    NeighboursTest() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/models", exchange -> {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        connections.close();
    }

    @Test
    void namesAServerAndTheFlagThatUsesIt() {
        int port = server.getAddress().getPort();

        assertThat(neighbours(0, port).lines())
                .containsExactly("  found http://127.0.0.1:" + port + "/v1, where Ollama usually is, with 2 models;"
                        + " --upstream http://127.0.0.1:" + port + "/v1 puts it behind this server");
    }

    @Test
    void doesNotNameItself() {
        int port = server.getAddress().getPort();

        assertThat(neighbours(port, port).lines()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"404, {}", "200, <html>", "200, '{\"data\": []}'", "500, '{\"data\": [{\"id\": \"a\"}]}'"})
    void passesOverWhatTellsOfNoModels(int answered, String text) {
        status = answered;
        body = text;

        assertThat(neighbours(0, server.getAddress().getPort()).lines()).isEmpty();
    }

    @Test
    void passesOverPortsWhereNobodyIs() throws IOException {
        try (var held = new Socket()) {
            held.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));

            assertThat(neighbours(0, held.getLocalPort()).lines()).isEmpty();
        }
    }

    private Neighbours neighbours(int own, int port) {
        return new Neighbours(new UpstreamProbe(connections), own, Map.of("Ollama", port));
    }
}
