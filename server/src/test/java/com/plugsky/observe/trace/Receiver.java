package com.plugsky.observe.trace;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/** A collector that keeps what it is sent, and answers all with one status. */
public final class Receiver implements AutoCloseable {
    private final HttpServer server;
    private final BlockingQueue<Sent> sent = new LinkedBlockingQueue<>();

    public Receiver(int status) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/traces", exchange -> {
            byte[] body = exchange.getRequestBody().readAllBytes();
            sent.add(new Sent(body, exchange.getRequestHeaders().getFirst("Authorization")));
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        server.start();
    }

    /** One message, in protobuf. */
    public record Sent(byte[] body, @Nullable String authorization) {

        /** Whether these bytes, written in hexadecimal, stand in the message: ids are not encoded any further. */
        public boolean holds(String hex) {
            return HexFormat.of().formatHex(body).contains(hex);
        }

        public boolean says(String text) {
            return holds(HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8)));
        }
    }

    /** The next message. */
    public Sent take() throws InterruptedException {
        return sent.take();
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/v1/traces");
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
