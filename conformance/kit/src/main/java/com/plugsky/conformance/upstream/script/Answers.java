package com.plugsky.conformance.upstream.script;

import com.plugsky.conformance.upstream.script.Asked.ToolCall;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Right answers as JSON: one completion, or the chunks of one in their order. The same request and seed have the same text. */
final class Answers {
    private static final List<String> WORDS = List.of(
            "The", " harbour", " lies", " still", ",", " 東京", " and", " the", " café", " sleep", "s", " 🙂", ".");
    private static final int PROMPT_TOKENS = 7;
    private static final long CREATED = 1_767_225_600;

    private final Asked asked;
    private final String model;
    private final List<String> words;
    private final String id;

    /** @param content what is said instead of the usual text; empty: the usual text */
    Answers(Asked asked, String model, String content, long seed) {
        this.asked = asked;
        this.model = model;
        this.words = content.isEmpty() ? rotated(seed) : List.of(content);
        this.id = "chatcmpl-scripted-" + Long.toHexString(seed);
    }

    private static List<String> rotated(long seed) {
        int by = Math.floorMod(seed, WORDS.size());
        List<String> words = new ArrayList<>(WORDS.subList(by, WORDS.size()));
        words.addAll(WORDS.subList(0, by));
        return words;
    }

    ObjectNode completion() {
        ObjectNode completion = envelope("chat.completion");
        ArrayNode choices = completion.putArray("choices");
        for (int index = 0; index < asked.choices(); index++) {
            ObjectNode choice = choices.addObject().put("index", index);
            ObjectNode message = choice.putObject("message").put("role", "assistant");
            ToolCall call = asked.call();
            if (call == null) {
                message.put("content", String.join("", said()));
            } else {
                message.putNull("content");
                call(message.putArray("tool_calls").addObject(), call, index)
                        .put("arguments", call.arguments().toString());
            }
            message.putNull("refusal");
            choice.putNull("logprobs").put("finish_reason", finish());
        }
        completion.set("usage", usage());
        return completion;
    }

    /** The chunks, the one with the usage last if it was asked for. */
    List<ObjectNode> chunks() {
        List<ObjectNode> chunks = new ArrayList<>();
        for (int index = 0; index < asked.choices(); index++) {
            ToolCall call = asked.call();
            if (call == null) {
                chunks.add(chunk(index, delta("content", "").put("role", "assistant"), null));
                for (String word : said()) {
                    chunks.add(chunk(index, delta("content", word), null));
                }
            } else {
                chunks.addAll(calling(call, index));
            }
            chunks.add(chunk(index, JsonNodeFactory.instance.objectNode(), finish()));
        }
        if (asked.usage()) {
            ObjectNode last = envelope("chat.completion.chunk");
            last.putArray("choices");
            chunks.forEach(chunk -> chunk.putNull("usage"));
            last.set("usage", usage());
            chunks.add(last);
        }
        return chunks;
    }

    private List<ObjectNode> calling(ToolCall call, int index) {
        List<ObjectNode> chunks = new ArrayList<>();
        ObjectNode first =
                JsonNodeFactory.instance.objectNode().put("role", "assistant").putNull("content");
        call(first.putArray("tool_calls").addObject().put("index", 0), call, index)
                .put("arguments", "");
        chunks.add(chunk(index, first, null));
        String arguments = call.arguments().toString();
        int half = arguments.length() / 2;
        for (String piece : List.of(arguments.substring(0, half), arguments.substring(half))) {
            ObjectNode delta = JsonNodeFactory.instance.objectNode();
            delta.putArray("tool_calls")
                    .addObject()
                    .put("index", 0)
                    .putObject("function")
                    .put("arguments", piece);
            chunks.add(chunk(index, delta, null));
        }
        return chunks;
    }

    /** Puts id, type and name into a call; what is returned takes the arguments. */
    private static ObjectNode call(ObjectNode place, ToolCall call, int index) {
        place.put("id", "call_scripted_" + index).put("type", "function");
        return place.putObject("function").put("name", call.name());
    }

    private ObjectNode chunk(int index, ObjectNode delta, @Nullable String finish) {
        ObjectNode chunk = envelope("chat.completion.chunk");
        ObjectNode choice = chunk.putArray("choices").addObject().put("index", index);
        choice.set("delta", delta);
        choice.putNull("logprobs").put("finish_reason", finish);
        return chunk;
    }

    private ObjectNode envelope(String object) {
        ObjectNode envelope = JsonNodeFactory.instance.objectNode();
        envelope.put("id", id).put("object", object).put("created", CREATED).put("model", model);
        envelope.setAll(asked.echoed());
        return envelope;
    }

    private static ObjectNode delta(String member, String text) {
        return JsonNodeFactory.instance.objectNode().put(member, text);
    }

    private List<String> said() {
        return words.subList(0, Math.min(words.size(), asked.maxTokens()));
    }

    private String finish() {
        if (asked.call() != null) {
            return "tool_calls";
        }
        return said().size() < words.size() ? "length" : "stop";
    }

    ObjectNode usage() {
        int each = asked.call() == null ? said().size() : 2;
        int completion = each * asked.choices();
        return JsonNodeFactory.instance
                .objectNode()
                .put("prompt_tokens", PROMPT_TOKENS)
                .put("completion_tokens", completion)
                .put("total_tokens", PROMPT_TOKENS + completion);
    }
}
