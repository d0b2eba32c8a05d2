package com.plugsky.gate;

import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A stream put together, as a client does it, into the {@code choices} and the {@code usage} that a plain answer has. */
final class FoldedStream {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final TreeMap<Integer, ObjectNode> choices = new TreeMap<>();
    private final ObjectNode whole = JSON.createObjectNode();
    private boolean done;

    private FoldedStream() {}

    /** The body of a stream; whatever is no event of the contract's is an AssertionError. */
    static ObjectNode of(String body) {
        var folded = new FoldedStream();
        for (String event : body.split("\n\n")) {
            if (!event.startsWith("data: ") || event.indexOf('\n') >= 0 || folded.done) {
                throw new AssertionError("not one data line, or one after the end: " + event);
            }
            folded.add(event.substring("data: ".length()));
        }
        if (!folded.done) {
            throw new AssertionError("no end mark: " + body);
        }
        ArrayNode all = folded.whole.putArray("choices");
        folded.choices.values().forEach(all::add);
        return folded.whole;
    }

    private void add(String data) {
        if (data.equals("[DONE]")) {
            done = true;
            return;
        }
        JsonNode chunk = JSON.readTree(data);
        for (JsonNode piece : chunk.get("choices")) {
            int index = piece.get("index").intValue();
            ObjectNode choice = choices.computeIfAbsent(index, FoldedStream::choice);
            choice.set("finish_reason", piece.get("finish_reason"));
            if (piece.hasNonNull("logprobs")) {
                logprobs(choice, piece.get("logprobs"));
            }
            delta((ObjectNode) choice.get("message"), piece.get("delta"));
        }
        whole.set("model", chunk.get("model"));
        if (chunk.hasNonNull("usage")) {
            whole.set("usage", chunk.get("usage"));
        }
    }

    private static ObjectNode choice(int index) {
        ObjectNode choice = JSON.createObjectNode();
        choice.put("index", index);
        choice.putObject("message").putNull("content").putNull("refusal");
        choice.putNull("logprobs").putNull("finish_reason");
        return choice;
    }

    private static void logprobs(ObjectNode choice, JsonNode more) {
        ObjectNode whole = choice.get("logprobs") instanceof ObjectNode known ? known : choice.putObject("logprobs");
        whole.withArray("content").addAll((ArrayNode) more.get("content"));
        whole.set("refusal", more.get("refusal"));
    }

    private static void delta(ObjectNode message, JsonNode delta) {
        if (delta.has("role")) {
            message.set("role", delta.get("role"));
        }
        append(message, "content", delta);
        append(message, "reasoning_content", delta);
        if (delta.has("function_call")) {
            call(message, "function_call", delta.get("function_call"));
        }
        for (JsonNode piece : delta.path("tool_calls")) {
            ArrayNode calls = message.withArray("tool_calls");
            int index = piece.get("index").intValue();
            if (index == calls.size()) {
                calls.addObject().set("id", piece.get("id"));
                ((ObjectNode) calls.get(index)).set("type", piece.get("type"));
            }
            String kind = calls.get(index).get("type").asString();
            call((ObjectNode) calls.get(index), kind, piece.get(kind));
        }
    }

    private static void call(ObjectNode parent, String member, JsonNode piece) {
        ObjectNode call = parent.get(member) instanceof ObjectNode known ? known : parent.putObject(member);
        if (piece.has("name")) {
            call.set("name", piece.get("name"));
        }
        append(call, "arguments", piece);
        append(call, "input", piece);
    }

    private static void append(ObjectNode to, String member, JsonNode piece) {
        if (piece.path(member).isString()) {
            to.put(member, to.path(member).asString("") + piece.get(member).asString());
        }
    }
}
