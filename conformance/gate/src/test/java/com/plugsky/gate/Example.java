package com.plugsky.gate;

import com.plugsky.conformance.Target;
import com.plugsky.conformance.wire.Answer;
import com.plugsky.conformance.wire.Deadline;
import com.plugsky.conformance.wire.Exchange;
import com.plugsky.conformance.wire.Request;
import com.plugsky.conformance.wire.Wire;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * An example of the contract's {@code components/examples}, and the request that stands behind it.
 *
 * <p>The grammar of {@code x-request} is written above the examples in openapi.yaml.
 */
record Example(String name, JsonNode content, JsonNode all) {
    private static final String CHAT = "/v1/chat/completions";

    static Example of(JsonNode document, String name) {
        JsonNode all = document.at("/components/examples");
        return new Example(name, all.path(name), all);
    }

    /** What the example shows. */
    JsonNode value() {
        return content.path("value");
    }

    /** The request that gives what the example shows: the example itself, or what its {@code x-request} says. */
    Request request(Target.Keys keys) {
        JsonNode asked = content.path("x-request");
        if (asked.isMissingNode()) {
            return authorized(Request.json(CHAT, bytes(value())), keys.infer());
        }
        if (asked.has("example")) {
            return of(asked.path("example").asString()).request(keys);
        }
        String method = asked.path("method").asString("POST");
        Request request = Request.json(asked.path("path").asString(CHAT), body(asked));
        if (!method.equals("POST")) {
            request = Request.of(method, request.target());
        }
        for (var header : asked.path("headers").properties()) {
            request = request.with(header.getKey(), header.getValue().asString());
        }
        return authorized(request, key(asked.path("key").asString("infer"), keys));
    }

    private Example of(String other) {
        return new Example(other, all.path(other), all);
    }

    private static byte[] body(JsonNode asked) {
        if (asked.has("bytes")) {
            byte[] spaces = new byte[asked.path("bytes").asInt()];
            Arrays.fill(spaces, (byte) ' ');
            return spaces;
        }
        if (asked.has("text")) {
            return asked.path("text").asString().getBytes(StandardCharsets.UTF_8);
        }
        return bytes(asked.path("body"));
    }

    private static @Nullable String key(String name, Target.Keys keys) {
        return switch (name) {
            case "none" -> null;
            case "infer" -> keys.infer();
            case "read" -> keys.read();
            case "admin" -> keys.admin();
            case "capped" -> keys.capped();
            default -> name;
        };
    }

    static Request authorized(Request request, @Nullable String key) {
        return key == null ? request : request.with("Authorization", "Bearer " + key);
    }

    static byte[] bytes(JsonNode body) {
        return body.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Sends a request on a connection of its own. */
    static Exchange send(Target target, Request request) throws IOException {
        Deadline deadline = Deadline.in(target.patience());
        try (Wire wire = Wire.open(target.endpoint(), deadline)) {
            Answer answer = wire.exchange(request, deadline);
            return new Exchange(request, answer);
        }
    }
}
