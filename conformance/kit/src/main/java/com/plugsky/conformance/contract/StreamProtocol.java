package com.plugsky.conformance.contract;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The two machines of {@code x-stream-protocol}: one for the stream, one for each of its choices. */
public record StreamProtocol(Machine stream, Machine choice) {

    /** States and what leads from one to the next. */
    public record Machine(String start, Set<String> ends, Map<Step, Transition> transitions) {
        public Machine {
            ends = Set.copyOf(ends);
            transitions = Map.copyOf(transitions);
        }

        public @Nullable Transition on(String state, String event) {
            return transitions.get(new Step(state, event));
        }
    }

    /** Being in a state when an event comes. */
    public record Step(String from, String on) {}

    /** Where a step leads, and whether every choice must have finished for it. */
    public record Transition(String to, boolean whenFinished) {}

    static StreamProtocol read(JsonNode node) {
        return new StreamProtocol(machine(node.path("stream")), machine(node.path("choice")));
    }

    private static Machine machine(JsonNode node) {
        Map<Step, Transition> transitions = new HashMap<>();
        for (JsonNode entry : node.path("transitions")) {
            Step step = new Step(entry.path("from").asString(), entry.path("on").asString());
            transitions.put(step, new Transition(entry.path("to").asString(), entry.has("when")));
        }
        Set<String> ends = new HashSet<>();
        node.path("end").forEach(end -> ends.add(end.asString()));
        return new Machine(node.path("start").asString(), ends, transitions);
    }
}
