package com.plugsky.gate;

import com.plugsky.conformance.Target;
import com.plugsky.conformance.wire.Deadline;
import com.plugsky.conformance.wire.Exchange;
import com.plugsky.conformance.wire.KeptWire;
import com.plugsky.conformance.wire.Request;
import com.plugsky.conformance.wire.Wire;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * An example of the contract, and the request that stands behind it.
 *
 * <p>The grammar of {@code x-request} is written above the responses in openapi.yaml.
 *
 * @param all the examples that have names of their own
 */
record Example(String name, JsonNode content, JsonNode all) {
    private static final String CHAT = "/v1/chat/completions";
    private static final String REFERENCE = "#/components/examples/";
    private static final String SMALLEST = """
            {"model": "plugsky-pro", "messages": [{"role": "user", "content": "Hi"}]}""";

    /** The examples at a place of the contract, whether they stand there or are referred to. */
    static Stream<Example> at(JsonNode document, String pointer) {
        JsonNode all = document.at("/components/examples");
        return document.at(pointer).propertyStream().map(entry -> {
            String reference = entry.getValue().path("$ref").asString("");
            return reference.isEmpty()
                    ? new Example(entry.getKey(), entry.getValue(), all)
                    : named(reference.substring(REFERENCE.length()), all);
        });
    }

    private static Example named(String name, JsonNode all) {
        return new Example(name, all.path(name), all);
    }

    /** What the example shows. */
    JsonNode value() {
        return content.path("value");
    }

    /** What has to be there before the example can be executed; empty if it can. */
    String needs() {
        return asked().path("needs").asString("");
    }

    /** The server that gives it, by the name that the grammar has for it. */
    String server() {
        return asked().path("server").asString("");
    }

    /** Whether an answer has nothing beside what the example shows. */
    boolean whole() {
        return asked().path("whole").asBoolean(false);
    }

    /** The place of an event in its stream of so many. */
    int event(int events) {
        int place = asked().path("event").asInt();
        return place < 0 ? events + place : place;
    }

    /** The status of an error that the operation lists under {@code listed}. */
    String status(String listed) {
        return listed.equals("default") ? content.path("x-status").asString("") : listed;
    }

    /** The request that gives what the example shows: the example itself, or what its {@code x-request} says. */
    Request request(Target.Keys keys) {
        String path = asked().path("path").asString(CHAT);
        String method = asked().path("method").asString("POST");
        Request request = headed(method.equals("POST") ? Request.json(path, body()) : Request.of(method, path));
        return authorized(request, key(asked().path("key").asString("infer"), keys));
    }

    private Request headed(Request plain) {
        Request request = plain;
        for (var header : asked().path("headers").properties()) {
            request = request.with(header.getKey(), header.getValue().asString());
        }
        return request;
    }

    /** Sends what has to come first, and then the request. */
    Exchange provoke(Target target) throws IOException {
        Request request = request(target.keys());
        if (asked().has("first")) {
            Example first = named(asked().path("first").asString(), all);
            return send(target, headed(first.request(target.keys())), request);
        }
        String version = asked().path("version").asString("");
        return version.isEmpty() ? send(target, request) : send(target, request, version);
    }

    private JsonNode asked() {
        return content.path("x-request");
    }

    private byte[] body() {
        JsonNode asked = asked();
        if (asked.isMissingNode()) {
            return bytes(value());
        }
        if (asked.has("example")) {
            return named(asked.path("example").asString(), all).body();
        }
        if (asked.has("bytes")) {
            byte[] spaces = new byte[asked.path("bytes").asInt()];
            Arrays.fill(spaces, (byte) ' ');
            return spaces;
        }
        if (asked.has("text")) {
            return asked.path("text").asString().getBytes(StandardCharsets.UTF_8);
        }
        return bytes(asked.has("body") ? asked.path("body") : smallestWith(asked.path("with")));
    }

    private static JsonNode smallestWith(JsonNode members) {
        var body = (ObjectNode) new JsonMapper().readTree(SMALLEST);
        members.properties().forEach(member -> body.set(member.getKey(), member.getValue()));
        return body;
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
            return new Exchange(request, wire.exchange(request, deadline));
        }
    }

    /** Sends two requests on one connection: what the first one does is done before the second one is read. */
    private static Exchange send(Target target, Request first, Request request) throws IOException {
        Deadline deadline = Deadline.in(target.patience());
        try (KeptWire wire = new KeptWire(target.endpoint())) {
            wire.exchange(first, deadline);
            return new Exchange(request, wire.exchange(request, deadline));
        }
    }

    /** Sends a request that names another version of HTTP. */
    private static Exchange send(Target target, Request request, String version) throws IOException {
        Deadline deadline = Deadline.in(target.patience());
        byte[] bytes = request.bytes(target.endpoint().authority());
        String changed = new String(bytes, StandardCharsets.ISO_8859_1).replaceFirst("HTTP/1\\.1", version);
        try (Wire wire = Wire.open(target.endpoint(), deadline)) {
            wire.send(changed.getBytes(StandardCharsets.ISO_8859_1));
            return new Exchange(request, wire.receive(request.method(), deadline));
        }
    }
}
