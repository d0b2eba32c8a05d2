package com.plugsky.conformance.walk;

import com.plugsky.conformance.Json;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Puts calls and results in order: each result after its call, each call with its result. */
final class MessageRepair {
    private static final int MAX_IMAGES = 8;

    private final List<JsonNode> out = new ArrayList<>();
    private int calls;

    private MessageRepair() {}

    static void apply(ObjectNode request) {
        MessageRepair repair = new MessageRepair();
        for (JsonNode message : request.path("messages")) {
            repair.add((ObjectNode) message);
        }
        ArrayNode messages = request.putArray("messages");
        repair.out.forEach(messages::add);
        fewImages(messages);
    }

    private void add(ObjectNode message) {
        switch (message.path("role").asString("")) {
            case "assistant" -> assistant(message);
            case "tool" -> {
                String id = newId();
                ObjectNode call = Json.of("{'role': 'assistant', 'content': null, 'tool_calls': [{'type': 'function',"
                        + " 'function': {'name': 'get_weather', 'arguments': '{}'}}]}");
                ((ObjectNode) call.at("/tool_calls/0")).put("id", id);
                out.add(call);
                out.add(message.put("tool_call_id", id));
            }
            case "function" -> {
                ObjectNode call =
                        Json.of("{'role': 'assistant', 'content': null, 'function_call': {'arguments': '{}'}}");
                ((ObjectNode) call.path("function_call"))
                        .put("name", message.path("name").asString(""));
                out.add(call);
                out.add(message);
            }
            default -> out.add(message);
        }
    }

    private void assistant(ObjectNode message) {
        out.add(message);
        boolean called = message.path("tool_calls").isArray()
                || message.path("function_call").isObject();
        if (!called && (message.path("content").isNull() || !message.has("content"))) {
            message.put("content", "Yes.");
        }
        for (JsonNode call : message.path("tool_calls")) {
            String id = newId();
            ((ObjectNode) call).put("id", id);
            out.add(Json.of("{'role': 'tool', 'content': '21 degrees'}").put("tool_call_id", id));
        }
    }

    private String newId() {
        calls++;
        return "call_" + calls;
    }

    /** A server bounds the images of a request; those over the bound become text. */
    private static void fewImages(ArrayNode messages) {
        int images = 0;
        for (JsonNode message : messages) {
            JsonNode content = message.path("content");
            for (int i = 0; i < content.size(); i++) {
                if (content.path(i).path("type").asString("").equals("image_url") && images++ >= MAX_IMAGES) {
                    ((ArrayNode) content).set(i, Json.of("{'type': 'text', 'text': 'picture'}"));
                }
            }
        }
    }
}
