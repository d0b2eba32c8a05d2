package com.plugsky.conformance.mutant.proxy;

import com.plugsky.conformance.Json;
import com.plugsky.conformance.wire.Answer;
import com.plugsky.conformance.wire.Header;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** An answer on its way to the caller, without its framing. */
public record Reply(int status, List<Header> headers, byte[] body) {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Set<String> FRAMING =
            Set.of("content-length", "transfer-encoding", "connection", "keep-alive");

    public Reply {
        headers = List.copyOf(headers);
    }

    public static Reply of(Answer answer) {
        List<Header> kept = answer.head().headers().stream()
                .filter(header -> !FRAMING.contains(header.name().toLowerCase(Locale.ROOT)))
                .toList();
        return new Reply(answer.status(), kept, answer.body());
    }

    /** A JSON answer of the mutant's own. */
    public static Reply json(int status, String body) {
        List<Header> headers =
                List.of(new Header("Content-Type", "application/json"), new Header("x-request-id", "req_mutant"));
        return new Reply(status, headers, body.getBytes(StandardCharsets.UTF_8));
    }

    /** An error of the mutant's own, in the envelope. */
    public static Reply error(int status, @Nullable String param, String code) {
        ObjectNode body = JSON.createObjectNode();
        body.putObject("error")
                .put("message", "refused by a mutant")
                .put("type", status < 500 ? "invalid_request_error" : "server_error")
                .put("param", param)
                .put("code", code);
        return json(status, body.toString());
    }

    public boolean ok() {
        return status == 200;
    }

    public boolean isStream() {
        return headers.stream()
                .anyMatch(header -> header.name().equalsIgnoreCase("Content-Type")
                        && header.value().toLowerCase(Locale.ROOT).startsWith("text/event-stream"));
    }

    /** The body as JSON; missing where it is none. */
    public JsonNode json() {
        return Asked.read(body);
    }

    /** The error's param; empty where there is none. */
    public String param() {
        return json().at("/error/param").asString("");
    }

    public Reply withStatus(int other) {
        return new Reply(other, headers, body);
    }

    public Reply withBody(byte[] other) {
        return new Reply(status, headers, other);
    }

    public Reply withBody(String other) {
        return withBody(other.getBytes(StandardCharsets.UTF_8));
    }

    /** With another value for a header; null: without the header. */
    public Reply withHeader(String name, @Nullable String value) {
        List<Header> changed = new ArrayList<>(headers);
        changed.removeIf(header -> header.name().equalsIgnoreCase(name));
        if (value != null) {
            changed.add(new Header(name, value));
        }
        return new Reply(status, changed, body);
    }

    /** With the body's object changed; as it is where the body is none. */
    public Reply edited(Consumer<ObjectNode> edit) {
        if (!(json() instanceof ObjectNode object)) {
            return this;
        }
        edit.accept(object);
        return withBody(Json.bytes(object));
    }
}
