package com.plugsky.observe;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/** A server that answers all chat requests, streams with faults, and keeps the headers of the first. */
final class Upstream implements AutoCloseable {
    private static final String ANSWER = """
            {"id":"c","object":"chat.completion","created":1,"model":"theirs","choices":[{"index":0,
            "message":{"role":"assistant","content":"Hi","refusal":null},"logprobs":null,"finish_reason":"stop"}],
            "usage":{"prompt_tokens":3,"completion_tokens":1,"total_tokens":4}}""";

    /** As some servers stream: without {@code object} and {@code [DONE]}. */
    private static final String STREAM = """
            data: {"id":"c","created":1,"model":"theirs","choices":[{"index":0,\
            "delta":{"role":"assistant","content":"Hi"},"finish_reason":null}]}

            data: {"id":"c","created":1,"model":"theirs","choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}

            """;

    private final HttpServer server;
    private final BlockingQueue<Headers> heard = new LinkedBlockingQueue<>();
    private @Nullable Headers first;

    Upstream() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/chat/completions", exchange -> {
            heard.add(exchange.getRequestHeaders());
            boolean streams = new String(exchange.getRequestBody().readAllBytes(), UTF_8).contains("\"stream\":true");
            byte[] body = (streams ? STREAM : ANSWER).getBytes(UTF_8);
            exchange.getResponseHeaders().set("Content-Type", streams ? "text/event-stream" : "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    String base() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
    }

    /** A header of the first request. */
    String first(String name) throws InterruptedException {
        if (first == null) {
            first = heard.take();
        }
        return Objects.requireNonNull(first.getFirst(name), name);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
