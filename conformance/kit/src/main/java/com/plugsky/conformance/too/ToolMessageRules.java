package com.plugsky.conformance.too;

import static com.plugsky.conformance.Rule.must;

import com.plugsky.conformance.Expect;
import com.plugsky.conformance.Json;
import com.plugsky.conformance.Probe;
import com.plugsky.conformance.Rule;
import com.plugsky.conformance.Table;
import java.io.IOException;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** TOO-12 to TOO-15 and TOO-18: tool calls and their results in the history. */
final class ToolMessageRules {
    private static final int MOST_CALLS = 4;
    private static final String USER = "{'role': 'user', 'content': 'What is the weather in Paris?'}";
    private static final String CALL =
            "{'id': 'call_1', 'type': 'function', 'function': {'name': 'get_weather', 'arguments': '{\"city\": \"Paris\"}'}}";
    private static final String OTHER =
            "{'id': 'call_2', 'type': 'function', 'function': {'name': 'get_weather', 'arguments': '{}'}}";

    private ToolMessageRules() {}

    static List<Rule> all() {
        return List.of(
                Table.must("TOO-12", "a tool message without a call before it is 400")
                        .refused("messages[1].role", history(result("call_1")))
                        .refused("messages[0].role", "{'messages': [" + result("call_1") + "]}")
                        .refused(
                                "messages[2].role",
                                history("{'role': 'assistant', 'content': 'Hm.'}", result("call_1")))
                        .rule(),
                Table.must("TOO-13", "a call without a result is 400")
                        .refused("messages[2].role", history(assistant(CALL), USER))
                        .refused("messages[3].role", history(assistant(CALL + ", " + OTHER), result("call_1"), USER))
                        .refusedBelow("messages[1]", history(assistant(CALL)))
                        .refusedBelow("messages[1]", history(assistant(CALL + ", " + OTHER), result("call_1")))
                        .rule(),
                Table.must("TOO-14", "a result for an unknown call is 400")
                        .refused("messages[2].tool_call_id", history(assistant(CALL), result("call_9")))
                        .refused(
                                "messages[3].tool_call_id",
                                history(assistant(CALL), result("call_1"), result("call_9")))
                        .rule(),
                must("TOO-15", "a call, its result and an answer in text", ToolMessageRules::loop),
                Table.must("TOO-18", "content null beside tool calls is accepted in the history")
                        .accepted(history(assistant(CALL), result("call_1")))
                        .accepted(history("{'role': 'assistant', 'tool_calls': [" + CALL + "]}", result("call_1")))
                        .accepted(history(assistant(CALL + ", " + OTHER), result("call_2"), result("call_1")))
                        .rule());
    }

    private static String result(String id) {
        return "{'role': 'tool', 'tool_call_id': '" + id + "', 'content': '21 degrees'}";
    }

    private static String assistant(String calls) {
        return "{'role': 'assistant', 'content': null, 'tool_calls': [" + calls + "]}";
    }

    private static String history(String... later) {
        return "{'messages': [" + USER + ", " + String.join(", ", later) + "], 'tools': [" + ToolRules.WEATHER + "]}";
    }

    private static void loop(Probe probe) throws IOException {
        ObjectNode body = ToolRules.body(probe, ToolRules.NAMED);
        ArrayNode messages = (ArrayNode) body.path("messages");
        JsonNode message = probe.uncut(probe.completion(body).at("/choices/0")).path("message");
        body.put("tool_choice", "auto");
        // A model may call another tool, or the same again; some time it has to say what it learnt.
        for (int i = 0; i < MOST_CALLS && (i == 0 || !message.path("tool_calls").isEmpty()); i++) {
            messages.add(message);
            for (JsonNode call : message.path("tool_calls")) {
                messages.add(Json.of(result(call.path("id").asString(""))));
            }
            message = probe.uncut(probe.completion(body).at("/choices/0")).path("message");
        }
        Expect.that(
                message.path("tool_calls").isEmpty(),
                "tools are still called after %d results: %s",
                MOST_CALLS,
                message);
        Expect.that(
                !message.path("content").asString("").isEmpty(),
                "answer after the result: %s (expected: text)",
                message);
    }
}
