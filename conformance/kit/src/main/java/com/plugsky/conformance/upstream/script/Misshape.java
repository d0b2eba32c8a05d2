package com.plugsky.conformance.upstream.script;

import com.plugsky.conformance.upstream.script.Asked.ToolCall;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Breaks the contract in the chunks of a stream and in a completion, one way at a time. */
final class Misshape {
    private static final String CALL = "/choices/0/delta/tool_calls/0";

    private Misshape() {}

    /**
     * Changes the chunks in place.
     *
     * @param usage what a usage of this answer says
     * @param call the tool call in the answer; null: there is none
     */
    static void chunks(Fault fault, List<ObjectNode> chunks, ObjectNode usage, @Nullable ToolCall call) {
        switch (fault) {
            case REASONING -> Reasoning.chunks(chunks);
            case NO_FINISH -> chunks.removeIf(Misshape::finished);
            case USAGE_ON_FINISH -> {
                chunks.removeIf(chunk -> chunk.path("choices").isEmpty());
                chunks.forEach(chunk -> chunk.remove("usage"));
                chunks.stream().filter(Misshape::finished).forEach(chunk -> chunk.set("usage", usage));
            }
            case USAGE_EVERYWHERE -> chunks.forEach(chunk -> chunk.set("usage", usage));
            case ERROR_NULL -> chunks.forEach(chunk -> chunk.putNull("error"));
            case CHANGED_ID -> {
                for (int i = 0; i < chunks.size(); i++) {
                    ObjectNode chunk = chunks.get(i);
                    chunk.put("id", chunk.path("id").asString() + "-" + i);
                    chunk.put("created", chunk.path("created").asLong() + i);
                }
            }
            case OBJECT_ARGUMENTS -> {
                chunks.removeIf(chunk -> !chunk.at(CALL).isMissingNode()
                        && !chunk.at(CALL + "/function").has("name"));
                calls(fault, chunks, call);
            }
            case MISSING_INDEX, REPEATED_NAME -> calls(fault, chunks, call);
            default ->
                chunks.forEach(chunk -> chunk.path("choices").forEach(choice -> choice(fault, (ObjectNode) choice)));
        }
    }

    private static void choice(Fault fault, ObjectNode choice) {
        ObjectNode delta = (ObjectNode) choice.path("delta");
        boolean open = choice.path("finish_reason").isNull();
        switch (fault) {
            case NO_ROLE -> delta.remove("role");
            case REPEATED_ROLE -> delta.put("role", "assistant");
            case EMPTY_FINISH ->
                choice.put(
                        "finish_reason",
                        open ? "" : choice.path("finish_reason").asString());
            case WRONG_FINISH -> choice.put("finish_reason", open ? null : "stop");
            default -> {}
        }
    }

    private static void calls(Fault fault, List<ObjectNode> chunks, @Nullable ToolCall call) {
        for (ObjectNode chunk : chunks) {
            if (call != null && chunk.at(CALL) instanceof ObjectNode place) {
                call(fault, place, call);
            }
        }
    }

    private static void call(Fault fault, ObjectNode place, ToolCall call) {
        ObjectNode function = (ObjectNode) place.path("function");
        switch (fault) {
            case MISSING_INDEX -> place.remove("index");
            case REPEATED_NAME -> {
                place.put("id", "call_scripted_0").put("type", "function");
                function.put("name", call.name());
            }
            case OBJECT_ARGUMENTS -> function.set("arguments", call.arguments());
            default -> {}
        }
    }

    static void completion(Fault fault, ObjectNode completion, @Nullable ToolCall call) {
        if (fault == Fault.ERROR_NULL) {
            completion.putNull("error");
        }
        if (fault == Fault.REASONING) {
            Reasoning.completion(completion);
        }
        for (JsonNode choice : completion.path("choices")) {
            ObjectNode changed = (ObjectNode) choice;
            switch (fault) {
                case WRONG_FINISH -> changed.put("finish_reason", "stop");
                case NO_FINISH -> changed.remove("finish_reason");
                case EMPTY_FINISH -> changed.put("finish_reason", "");
                case NO_ROLE -> ((ObjectNode) changed.path("message")).remove("role");
                case OBJECT_ARGUMENTS -> {
                    if (call != null) {
                        call(fault, (ObjectNode) changed.at("/message/tool_calls/0"), call);
                    }
                }
                default -> {}
            }
        }
    }

    private static boolean finished(JsonNode chunk) {
        return chunk.at("/choices/0/finish_reason").isString();
    }
}
