package com.plugsky.conformance.contract;

import com.plugsky.conformance.contract.StreamProtocol.Transition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** One stream on its way through the protocol's machines. */
final class StreamRun {
    private static final List<String> TEXTS = List.of("reasoning_content", "content", "refusal");
    private static final List<String> TEXT_EVENTS = List.of("reasoning", "content", "refusal");

    private final StreamProtocol protocol;
    private final List<StreamFinding> findings;
    private final Map<Integer, String> choices = new TreeMap<>();
    private String state;
    private int event;

    StreamRun(StreamProtocol protocol, List<StreamFinding> findings) {
        this.protocol = protocol;
        this.findings = findings;
        this.state = protocol.stream().start();
    }

    void at(int number) {
        event = number;
    }

    /** An event that concerns the stream alone: comment, error, done, end. */
    void on(String kind) {
        Transition next = protocol.stream().on(state, kind);
        if (next == null) {
            find(kind, "'" + kind + "' while the stream is " + state);
            return;
        }
        if (next.whenFinished() && !finished()) {
            find("finish", "'" + kind + "' before every choice finished: " + choices);
        }
        state = next.to();
    }

    void chunk(JsonNode chunk) {
        JsonNode all = chunk.path("choices");
        if (all.isEmpty() && chunk.path("usage").isObject()) {
            on("usage");
        } else if (chunk.path("usage").isObject()) {
            find("usage", "usage on a chunk with choices");
        } else if (all.isEmpty() && protocol.stream().on(state, "comment") == null) {
            // Where not even a comment may stand, a chunk that says nothing may not either.
            find("end", "a chunk without choices while the stream is " + state);
        }
        for (JsonNode choice : all) {
            int index = choice.path("index").asInt(0);
            appear(index);
            List<String> events = events(choice);
            if (events.isEmpty()) {
                nothing(index);
            }
            for (String kind : events) {
                on(kind);
                onChoice(index, kind);
            }
        }
    }

    void end() {
        on("end");
        if (!protocol.stream().ends().contains(state)) {
            find("end", "the body ended while the stream was " + state);
        }
    }

    private boolean finished() {
        return choices.values().stream().allMatch(protocol.choice().ends()::contains);
    }

    private void appear(int index) {
        if (!choices.containsKey(index)) {
            if (choices.keySet().stream().anyMatch(seen -> seen > index)) {
                findings.add(
                        new StreamFinding(StreamAspect.ORDER, event, "choice " + index + " comes after a later one"));
            }
            choices.put(index, protocol.choice().start());
        }
    }

    /** A choice that says nothing is no event, but it stands somewhere: neither before its role nor after its finish. */
    private void nothing(int index) {
        String state = choices.getOrDefault(index, "");
        if (state.equals(protocol.choice().start())) {
            findings.add(new StreamFinding(StreamAspect.ROLE, event, "choice " + index + " begins without a role"));
        } else if (protocol.choice().ends().contains(state)) {
            String text = "a chunk of choice " + index + " after it finished";
            findings.add(new StreamFinding(StreamAspect.AFTER_FINISH, event, text));
        }
    }

    private void onChoice(int index, String kind) {
        String before = choices.getOrDefault(index, "");
        Transition next = protocol.choice().on(before, kind);
        if (next != null) {
            choices.put(index, next.to());
        } else if (protocol.choice().ends().contains(before)) {
            StreamAspect aspect = kind.equals("finish") ? StreamAspect.FINISH : StreamAspect.AFTER_FINISH;
            findings.add(new StreamFinding(aspect, event, "'" + kind + "' after choice " + index + " finished"));
        } else if (before.equals(protocol.choice().start())) {
            findings.add(new StreamFinding(StreamAspect.ROLE, event, "choice " + index + " begins without a role"));
            choices.put(index, "speaking");
        } else {
            // A choice that has not finished and may not say this has begun its calls.
            boolean text = TEXT_EVENTS.contains(kind);
            String told = "'" + kind + "' while choice " + index + " is " + before;
            if (text) {
                findings.add(new StreamFinding(StreamAspect.TOOLS, event, told));
            } else {
                find(kind, told);
            }
        }
    }

    /** The choice's events in the order in which the protocol lists them. */
    private static List<String> events(JsonNode choice) {
        List<String> events = new ArrayList<>();
        JsonNode delta = choice.path("delta");
        if (delta.has("role")) {
            events.add("role");
        }
        for (int i = 0; i < TEXTS.size(); i++) {
            if (!delta.path(TEXTS.get(i)).asString("").isEmpty()) {
                events.add(TEXT_EVENTS.get(i));
            }
        }
        for (JsonNode call : delta.path("tool_calls")) {
            events.add(call.has("id") ? "tool_start" : "tool_args");
        }
        JsonNode function = delta.path("function_call");
        if (function.isObject()) {
            events.add(function.has("name") ? "tool_start" : "tool_args");
        }
        if (choice.path("finish_reason").isString()) {
            events.add("finish");
        }
        return events;
    }

    private void find(String kind, String text) {
        StreamAspect aspect = switch (kind) {
            case "role" -> StreamAspect.ROLE;
            case "finish" -> StreamAspect.FINISH;
            case "tool_start", "tool_args" -> StreamAspect.TOOLS;
            case "usage" -> StreamAspect.USAGE;
            case "comment" -> StreamAspect.COMMENT;
            case "error" -> StreamAspect.ERROR_KEY;
            case "content", "reasoning", "refusal" ->
                state.equals(protocol.stream().start()) ? StreamAspect.ROLE : StreamAspect.AFTER_FINISH;
            default -> StreamAspect.END;
        };
        findings.add(new StreamFinding(aspect, event, text));
    }
}
