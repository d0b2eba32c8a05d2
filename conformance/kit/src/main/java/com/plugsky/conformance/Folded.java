package com.plugsky.conformance;

import com.plugsky.conformance.wire.Answer;
import com.plugsky.conformance.wire.SseEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A stream folded into what it says: the chunks, and per choice the text, the calls and the finish.
 *
 * @param chunks the JSON of each data event but the end mark
 * @param usage of the chunk that has one; null when none has
 */
public record Folded(
        Answer answer,
        List<JsonNode> chunks,
        Map<Integer, Choice> choices,
        @Nullable JsonNode usage,
        boolean done) {

    /** What one choice's deltas add up to. */
    public static final class Choice {
        private final StringBuilder content = new StringBuilder();
        private final Map<Integer, Call> calls = new TreeMap<>();
        private final List<String> finishes = new ArrayList<>();

        public String content() {
            return content.toString();
        }

        public List<Call> calls() {
            return List.copyOf(calls.values());
        }

        public List<String> finishes() {
            return List.copyOf(finishes);
        }

        private void add(JsonNode choice) {
            JsonNode delta = choice.path("delta");
            if (delta.path("content").isString()) {
                content.append(delta.path("content").asString());
            }
            for (JsonNode part : delta.path("tool_calls")) {
                int index = part.path("index").asInt(0);
                calls.computeIfAbsent(index, unused -> new Call()).add(part);
            }
            JsonNode finish = choice.path("finish_reason");
            if (finish.isString()) {
                finishes.add(finish.asString());
            }
        }
    }

    /** What one call's deltas add up to. */
    public static final class Call {
        private final StringBuilder id = new StringBuilder();
        private final StringBuilder name = new StringBuilder();
        private final StringBuilder arguments = new StringBuilder();

        public String id() {
            return id.toString();
        }

        public String name() {
            return name.toString();
        }

        public String arguments() {
            return arguments.toString();
        }

        private void add(JsonNode part) {
            id.append(part.path("id").asString(""));
            name.append(part.path("function").path("name").asString(""));
            arguments.append(part.path("function").path("arguments").asString(""));
        }
    }

    public static Folded of(Answer answer) {
        List<JsonNode> chunks = new ArrayList<>();
        Map<Integer, Choice> choices = new TreeMap<>();
        JsonNode usage = null;
        boolean done = false;
        for (SseEvent event : answer.events()) {
            String data = event.data();
            if (data == null || event.done()) {
                done |= event.done();
                continue;
            }
            JsonNode chunk = Json.read(data);
            chunks.add(chunk);
            for (JsonNode choice : chunk.path("choices")) {
                int index = choice.path("index").asInt(0);
                choices.computeIfAbsent(index, unused -> new Choice()).add(choice);
            }
            usage = chunk.path("usage").isObject() ? chunk.path("usage") : usage;
        }
        return new Folded(answer, List.copyOf(chunks), choices, usage, done);
    }

    public Choice choice(int index) {
        Choice choice = choices.get(index);
        if (choice == null) {
            throw Unmet.fail("stream has no choice " + index);
        }
        return choice;
    }
}
