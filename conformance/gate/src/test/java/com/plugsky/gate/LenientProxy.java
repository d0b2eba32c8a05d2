package com.plugsky.gate;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.Executors;

/** A server like ours but for one rule, which it does not keep: a request that breaks a parameter's bound is answered with 200. */
final class LenientProxy implements AutoCloseable {
    private static final Set<String> KEPT = Set.of("authorization", "content-type");
    private static final Set<String> FRAMING =
            Set.of("transfer-encoding", "content-length", "connection", "date", "keep-alive");
    private static final byte[] ANSWER = """
            {"id": "chatcmpl-1", "object": "chat.completion", "created": 1782123456, "model": "plugsky-pro", "choices": [
             {"index": 0, "message": {"role": "assistant", "content": "Hello!", "refusal": null}, "logprobs": null, "finish_reason": "stop"}]}
            """.getBytes(StandardCharsets.UTF_8);

    private final HttpServer server;
    private final HttpClient client = HttpClient.newHttpClient();
    private final URI strict;
    private final String parameter;

    private LenientProxy(HttpServer server, URI strict, String parameter) {
        this.server = server;
        this.strict = strict;
        this.parameter = "\"param\":\"" + parameter + "\"";
    }

    /** Starts a proxy that forgives what the server at {@code strict} refuses in a parameter. */
    static LenientProxy before(URI strict, String parameter) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        LenientProxy proxy = new LenientProxy(server, strict, parameter);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", proxy::pass);
        server.start();
        return proxy;
    }

    URI origin() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void pass(HttpExchange exchange) throws IOException {
        try (exchange) {
            HttpRequest.Builder request = HttpRequest.newBuilder(strict.resolve(exchange.getRequestURI()))
                    .method(
                            exchange.getRequestMethod(),
                            HttpRequest.BodyPublishers.ofByteArray(
                                    exchange.getRequestBody().readAllBytes()));
            exchange.getRequestHeaders().forEach((name, values) -> {
                if (KEPT.contains(name.toLowerCase(java.util.Locale.ROOT))) {
                    values.forEach(value -> request.header(name, value));
                }
            });
            HttpResponse<byte[]> response = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            boolean forgiven = response.statusCode() == 400
                    && new String(response.body(), StandardCharsets.UTF_8)
                            .replace(" ", "")
                            .contains(parameter);
            response.headers().map().forEach((name, values) -> {
                if (!name.startsWith(":") && !FRAMING.contains(name)) {
                    values.forEach(value -> exchange.getResponseHeaders().add(name, value));
                }
            });
            byte[] body = forgiven ? ANSWER : response.body();
            boolean bodiless = exchange.getRequestMethod().equals("HEAD") || body.length == 0;
            exchange.sendResponseHeaders(forgiven ? 200 : response.statusCode(), bodiless ? -1 : body.length);
            if (!bodiless) {
                exchange.getResponseBody().write(body);
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        server.stop(0);
        client.close();
    }
}
