package com.plugsky.conformance.talk;

import com.plugsky.conformance.Json;
import java.util.List;
import java.util.SplittableRandom;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a caller does in one turn of a conversation, and what it says to go on; a function of the conversation's random numbers alone.
 *
 * @param choice as {@code tool_choice}; empty: not named
 */
record Turn(Manner manner, String choice) {
    private static final List<String> SAID = List.of(
            "What is the weather like in the harbour?",
            "And tomorrow?",
            "Sag es noch einmal, bitte: Grüße, 世界 \uD83D\uDE00",
            "Compare both, and name the difference in one sentence.",
            "\"quoted\" and \\ backslashed\nin two lines",
            "Thanks.");
    private static final List<String> RESULTS = List.of(
            "{\"celsius\": 21}",
            "21",
            "",
            "not found",
            "{\"error\": \"timeout\"}",
            "[1, 2, 3]",
            "\u2028 Grüße \uD83D\uDE00");
    private static final List<String> TOOLS =
            List.of(tool("get_weather", "city"), tool("get_tide", "harbour"), tool("list_boats", "flag"));
    private static final List<String> CHOICES = List.of("", "'auto'", "'none'", "'required'", named("get_weather"));

    /** How a turn's answer is taken. */
    enum Manner {
        PLAIN,
        STREAM,
        /** The caller leaves a stream after some bytes, and asks again. */
        LEAVE
    }

    private static String tool(String name, String parameter) {
        return "{'type': 'function', 'function': {'name': '" + name
                + "', 'parameters': {'type': 'object', 'properties': {'" + parameter
                + "': {'type': 'string'}}, 'required': ['" + parameter + "']}}}";
    }

    private static String named(String name) {
        return "{'type': 'function', 'function': {'name': '" + name + "'}}";
    }

    static Turn of(SplittableRandom random) {
        Manner[] manners = Manner.values();
        return new Turn(manners[random.nextInt(manners.length)], CHOICES.get(random.nextInt(CHOICES.size())));
    }

    /** The tools of a conversation, the one that choices name first. */
    static ArrayNode tools(SplittableRandom random) {
        String some = String.join(", ", TOOLS.subList(0, 1 + random.nextInt(TOOLS.size())));
        return (ArrayNode) Json.of("{'tools': [" + some + "]}").path("tools");
    }

    /** What a user says next. */
    static ObjectNode said(SplittableRandom random) {
        return Json.of("{'role': 'user'}").put("content", SAID.get(random.nextInt(SAID.size())));
    }

    /** What a tool answers to a call. */
    static ObjectNode result(String call, SplittableRandom random) {
        ObjectNode result = Json.of("{'role': 'tool'}").put("tool_call_id", call);
        String text = RESULTS.get(random.nextInt(RESULTS.size()));
        if (random.nextInt(4) == 0 && !text.isEmpty()) {
            result.putArray("content").addObject().put("type", "text").put("text", text);
            return result;
        }
        return result.put("content", text);
    }

    boolean streams() {
        return manner != Manner.PLAIN;
    }

    /** Whether an answer must have a call, so far as the request says. */
    boolean mustCall() {
        return choice.contains("required") || choice.contains("function");
    }

    boolean mustNotCall() {
        return choice.contains("none");
    }

    /** The choice as it stands in a request. */
    JsonNode toolChoice() {
        return Json.of("{'c': " + choice + "}").path("c");
    }
}
