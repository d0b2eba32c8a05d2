package com.plugsky.engine.embedded;

import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The chunks of a stream put together as a client does it. */
final class Folded {

    private final TreeMap<Integer, ObjectNode> choices = new TreeMap<>();

    void add(JsonNode chunk) {
        for (JsonNode piece : chunk.get("choices")) {
            int index = piece.get("index").intValue();
            JsonNode delta = piece.get("delta");
            if (!choices.containsKey(index)) {
                if (!delta.path("role").asString("").equals("assistant")) {
                    throw new AssertionError("the first piece has no role: " + chunk);
                }
                choices.put(index, first(index, delta));
            } else if (delta.has("role")) {
                throw new AssertionError("a second role: " + chunk);
            }
            ObjectNode choice = choices.get(index);
            if (!choice.get("finish_reason").isNull()) {
                throw new AssertionError("after the finish: " + chunk);
            }
            choice.set("finish_reason", piece.get("finish_reason"));
            if (piece.hasNonNull("logprobs")) {
                logprobs(choice, piece.get("logprobs"));
            }
            add((ObjectNode) choice.get("message"), delta);
        }
    }

    private static ObjectNode first(int index, JsonNode delta) {
        ObjectNode choice = JsonMapper.shared().createObjectNode();
        choice.put("index", index);
        ObjectNode message = choice.putObject("message");
        message.put("role", "assistant");
        message.set("content", delta.get("content"));
        message.putNull("refusal");
        choice.putNull("logprobs");
        choice.putNull("finish_reason");
        return choice;
    }

    private static void logprobs(ObjectNode choice, JsonNode more) {
        JsonNode before = choice.get("logprobs");
        ObjectNode whole = before.isNull() ? choice.putObject("logprobs") : (ObjectNode) before;
        whole.withArray("content").addAll((ArrayNode) more.get("content"));
        whole.putNull("refusal");
    }

    private static void add(ObjectNode message, JsonNode delta) {
        if (delta.has("reasoning_content")) {
            message.put(
                    "reasoning_content",
                    message.path("reasoning_content").asString("")
                            + delta.get("reasoning_content").asString());
        }
        if (delta.has("content") && !delta.get("content").isNull()) {
            String before = message.get("content").isNull()
                    ? ""
                    : message.get("content").asString();
            message.put("content", before + delta.get("content").asString());
        }
        if (delta.has("function_call")) {
            append(message, "function_call", delta.get("function_call"), "arguments");
        }
        for (JsonNode call : delta.path("tool_calls")) {
            ArrayNode calls = message.withArray("tool_calls");
            int index = call.get("index").intValue();
            if (index == calls.size()) {
                ObjectNode made = calls.addObject();
                made.set("id", call.get("id"));
                made.set("type", call.get("type"));
            } else if (call.has("id") || call.has("type")) {
                throw new AssertionError("id or type again: " + call);
            }
            String kind = call.has("function") ? "function" : "custom";
            append((ObjectNode) calls.get(index), kind, call.get(kind), kind.equals("custom") ? "input" : "arguments");
        }
    }

    private static void append(ObjectNode to, String member, JsonNode piece, String text) {
        if (piece.has("name")) {
            to.putObject(member).set("name", piece.get("name"));
        }
        ObjectNode body = (ObjectNode) to.get(member);
        body.put(text, body.path(text).asString("") + piece.get(text).asString());
    }

    ArrayNode choices() {
        ArrayNode all = JsonMapper.shared().createArrayNode();
        choices.values().forEach(all::add);
        return all;
    }
}
