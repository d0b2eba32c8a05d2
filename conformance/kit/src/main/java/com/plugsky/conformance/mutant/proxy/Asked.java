package com.plugsky.conformance.mutant.proxy;

import com.plugsky.conformance.wire.Request;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/**
 * A request on its way to the clean server.
 *
 * @param body as JSON; missing where it is none
 */
public record Asked(Request request, JsonNode body) {
    private static final JsonMapper JSON = new JsonMapper();

    public static Asked of(Request request) {
        return new Asked(request, read(request.body()));
    }

    /** A body as JSON; missing where it is none. */
    static JsonNode read(byte[] body) {
        try {
            JsonNode read = body.length == 0 ? null : JSON.readTree(body);
            return read == null ? MissingNode.getInstance() : read;
        } catch (JacksonException | StackOverflowError none) {
            return MissingNode.getInstance();
        }
    }

    public boolean chat() {
        return request.method().equals("POST") && path().endsWith("/chat/completions");
    }

    /** Without a query. */
    public String path() {
        return request.target().split("\\?", 2)[0];
    }

    public boolean streams() {
        return chat() && body.path("stream").isBoolean() && body.path("stream").asBoolean();
    }

    /** What stands at a place of the body. */
    public JsonNode at(String pointer) {
        return body.at(pointer);
    }

    public boolean has(String member) {
        return body.has(member);
    }

    /** The body as text. */
    public String text() {
        return request.text();
    }

    public @Nullable String header(String name) {
        return request.headers().stream()
                .filter(header -> header.name().equalsIgnoreCase(name))
                .map(header -> header.value())
                .findFirst()
                .orElse(null);
    }
}
