package com.plugsky.conformance.upstream;

import com.plugsky.conformance.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What a scripted upstream saw: the latest requests, and counts of all. Safe for use by many threads. */
public final class Seen {
    /** How many requests are kept; of older ones only the counts are. */
    public static final int MAX_REQUESTS = 10_000;

    /** How many bytes of bodies are kept with them. */
    public static final int MAX_BYTES = 64 * 1024 * 1024;

    private static final int MAX_MODELS = 1_000;

    private final Deque<Received> requests = new ArrayDeque<>();
    private final Map<String, Integer> counts = new HashMap<>();
    private long bytes;
    private long total;

    synchronized void add(Received request) {
        requests.add(request);
        bytes += request.length();
        total++;
        while (requests.size() > MAX_REQUESTS || bytes > MAX_BYTES) {
            bytes -= requests.remove().length();
        }
    }

    /** How often this model was asked for before. */
    synchronized int count(String model) {
        int before = counts.getOrDefault(model, 0);
        if (before > 0 || counts.size() < MAX_MODELS) {
            counts.put(model, before + 1);
        }
        return before;
    }

    /** The requests for completions, the oldest first. */
    public synchronized List<Received> chats() {
        return requests.stream().filter(each -> !each.model().isEmpty()).toList();
    }

    /** Those whose header has this value. */
    public List<Received> chats(String header, String value) {
        return chats().stream()
                .filter(each -> value.equals(each.header(header)))
                .toList();
    }

    /** Of all requests since the start or the last reset, those no longer kept too. */
    public synchronized long total() {
        return total;
    }

    synchronized void reset() {
        requests.clear();
        counts.clear();
        bytes = 0;
        total = 0;
    }

    /** All as JSON: how many, how many of each model, and the requests, the oldest first. */
    synchronized byte[] json() {
        ObjectNode all = JsonNodeFactory.instance.objectNode().put("total", total);
        ObjectNode models = all.putObject("models");
        counts.forEach(models::put);
        ArrayNode list = all.putArray("requests");
        requests.forEach(each -> list.add(json(each)));
        return Json.bytes(all);
    }

    /** The request alone, as {@code echo} tells it too. */
    static ObjectNode json(Received request) {
        ObjectNode told = JsonNodeFactory.instance
                .objectNode()
                .put("connection", request.connection())
                .put("method", request.method())
                .put("target", request.target());
        ArrayNode headers = told.putArray("headers");
        request.headers().forEach(each -> headers.addArray().add(each.name()).add(each.value()));
        told.put("body", new String(request.body(), StandardCharsets.UTF_8));
        told.put("body_base64", request.body());
        if (request.ended() != 0) {
            told.put("left", request.left()).put("millis", (request.ended() - request.arrived()) / 1_000_000);
        }
        return told;
    }
}
