package com.plugsky.conformance.too;

import static com.plugsky.conformance.Rule.must;
import static com.plugsky.conformance.Rule.should;

import com.plugsky.conformance.Expect;
import com.plugsky.conformance.Folded;
import com.plugsky.conformance.Json;
import com.plugsky.conformance.Probe;
import com.plugsky.conformance.Profile;
import com.plugsky.conformance.Rule;
import com.plugsky.conformance.Table;
import com.plugsky.conformance.Unmet;
import com.plugsky.conformance.contract.CallerSchemas;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** TOO-01 to TOO-06, TOO-11, TOO-16, TOO-17, TOO-19 and TOO-20: how tools are called. */
public final class ToolRules {
    static final String WEATHER =
            "{'type': 'function', 'function': {'name': 'get_weather', 'description': 'Tells the weather of a city.',"
                    + " 'parameters': {'type': 'object', 'properties': {'city': {'type': 'string'}, 'days': {'type': 'integer', 'minimum': 1, 'maximum': 7}},"
                    + " 'required': ['city', 'days'], 'additionalProperties': false}}}";
    static final String TIME =
            "{'type': 'function', 'function': {'name': 'get_time', 'description': 'Tells the time of a zone.',"
                    + " 'parameters': {'type': 'object', 'properties': {'zone': {'enum': ['UTC', 'CET']}}, 'required': ['zone']}}}";
    static final String NAMED = "{'type': 'function', 'function': {'name': 'get_weather'}}";
    private static final String ASK =
            "'messages': [{'role': 'user', 'content': 'Call get_weather for Paris, then get_time for UTC.'}]";

    private ToolRules() {}

    public static List<Rule> all() {
        return Stream.of(calls(), choice(), tools(), ToolMessageRules.all())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Rule> calls() {
        return List.of(
                must("TOO-01", "a named function is called", probe -> {
                    for (JsonNode call : calls(message(probe, NAMED))) {
                        Expect.equal("name", call.at("/function/name").asString(null), "get_weather");
                    }
                }),
                must("TOO-02", "arguments is a string that holds JSON, valid under parameters", ToolRules::arguments),
                must("TOO-03", "calls have ids of their own", ToolRules::ids),
                must("TOO-04", "calls end with finish_reason tool_calls", ToolRules::finish),
                must(
                        "TOO-16",
                        "a streamed call begins with index, id, type and name; then come arguments only",
                        ToolRules::streamed),
                must("TOO-17", "parallel_tool_calls false gives one call at most", probe -> {
                    ObjectNode body = body(probe, "'required'").put("parallel_tool_calls", false);
                    JsonNode calls = probe.completion(body).at("/choices/0/message/tool_calls");
                    Expect.that(calls.size() <= 1, "tool_calls: %s (expected: one at most)", calls);
                }));
    }

    private static List<Rule> choice() {
        return List.of(
                must("TOO-05", "tool_choice none calls nothing", probe -> {
                    JsonNode message = message(probe, "'none'");
                    Expect.that(message.path("tool_calls").isEmpty(), "tool_calls: %s (expected: none)", message);
                    Expect.that(
                            message.path("content").isString(),
                            "content: %s (expected: text)",
                            message.path("content"));
                }),
                must(
                        "TOO-06",
                        "tool_choice required calls at least once",
                        probe -> calls(message(probe, "'required'"))),
                Table.must("TOO-07", "tool_choice without tools is 400")
                        .refused(
                                "tool_choice",
                                "{'tool_choice': 'required'}",
                                "{'tool_choice': 'auto'}",
                                "{'tool_choice': " + NAMED + "}")
                        .rule(),
                Table.must("TOO-08", "tool_choice naming no tool of the request is 400")
                        .refused(
                                "tool_choice",
                                "{'tools': [" + WEATHER
                                        + "], 'tool_choice': {'type': 'function', 'function': {'name': 'other'}}}")
                        .refused(null, "{'tools': [" + WEATHER + "], 'tool_choice': 'sometimes'}")
                        .refused(null, "{'tools': [" + WEATHER + "], 'tool_choice': {'type': 'function'}}")
                        .rule());
    }

    private static List<Rule> tools() {
        return List.of(
                Table.must("TOO-09", "an empty array of tools means none")
                        .empty("tools")
                        .rule(),
                Table.must("TOO-10", "a name with a space or 65 characters is 400")
                        .refused("tools[0].function.name", tool("a b"), tool("n".repeat(65)), tool(""))
                        .accepted(tool("n".repeat(64)))
                        .rule(),
                Table.should("TOO-11", "two functions of one name are 400")
                        .refused("tools[1].function.name", "{'tools': [" + WEATHER + ", " + WEATHER + "]}")
                        .rule(),
                should("TOO-19", "allowed_tools narrows the choice", ToolRules::allowed),
                should("TOO-20", "strict with a schema that leaves other members open is 400", probe -> {
                            ObjectNode body = probe.minimalWith(
                                    "{'tools': [{'type': 'function', 'function': {'name': 'f', 'strict': true,"
                                            + " 'parameters': {'type': 'object', 'properties': {'a': {'type': 'string'}}}}}]}");
                            Expect.code(Expect.refusal(probe, probe.chat(body), 400), "invalid_function_parameters");
                        })
                        .only(Profile.BEYOND_CORE));
    }

    private static String tool(String name) {
        return "{'tools': [{'type': 'function', 'function': {'name': '" + name + "'}}]}";
    }

    static ObjectNode body(Probe probe, String choice) {
        return probe.minimalWith(
                "{" + ASK + ", 'tools': [" + WEATHER + ", " + TIME + "], 'tool_choice': " + choice + "}");
    }

    private static JsonNode message(Probe probe, String choice) throws IOException {
        return probe.uncut(probe.completion(body(probe, choice)).at("/choices/0"))
                .path("message");
    }

    private static JsonNode calls(JsonNode message) {
        JsonNode calls = message.path("tool_calls");
        Expect.that(calls.isArray() && !calls.isEmpty(), "tool_calls: %s (expected: at least one)", message);
        return calls;
    }

    private static void arguments(Probe probe) throws IOException {
        for (String choice : List.of(NAMED, "'required'")) {
            for (JsonNode call : calls(message(probe, choice))) {
                JsonNode text = call.at("/function/arguments");
                Expect.that(text.isString(), "arguments: %s (expected: a string)", text);
                valid(call.at("/function/name").asString(""), Json.read(text.asString()));
            }
        }
    }

    private static void valid(String name, JsonNode arguments) {
        String tool = name.equals("get_weather") ? WEATHER : TIME;
        List<String> violations = CallerSchemas.violations(Json.of(tool).at("/function/parameters"), arguments);
        Expect.that(violations.isEmpty(), "arguments of %s: %s: %s", name, arguments, violations);
    }

    private static void ids(Probe probe) throws IOException {
        Set<String> ids = new HashSet<>();
        JsonNode choices =
                probe.completion(body(probe, "'required'").put("n", 2)).path("choices");
        for (JsonNode choice : choices) {
            for (JsonNode call : calls(probe.uncut(choice).path("message"))) {
                String id = call.path("id").asString("");
                Expect.that(!id.isEmpty() && ids.add(id), "id: '%s' (expected: a new one)", id);
                if (!probe.profile(Profile.CORE)) {
                    Expect.that(id.startsWith("call_"), "id: %s (expected: call_...)", id);
                }
            }
        }
    }

    private static void finish(Probe probe) throws IOException {
        JsonNode required =
                probe.uncut(probe.completion(body(probe, "'required'")).at("/choices/0"));
        Expect.equal("finish_reason", required.path("finish_reason").asString(null), "tool_calls");
        String named = probe.uncut(probe.completion(body(probe, NAMED)).at("/choices/0"))
                .path("finish_reason")
                .asString("");
        Expect.that(
                List.of("tool_calls", "stop").contains(named),
                "finish_reason: %s (expected: tool_calls or stop)",
                named);
        JsonNode auto = probe.completion(body(probe, "'auto'")).at("/choices/0");
        boolean called = !auto.at("/message/tool_calls").isEmpty();
        Expect.that(!called || auto.path("finish_reason").asString("").equals("tool_calls"), "finish_reason: %s", auto);
    }

    private static void streamed(Probe probe) throws IOException {
        Folded folded = probe.stream(body(probe, "'required'").put("stream", true));
        Set<Integer> begun = new HashSet<>();
        int latest = -1;
        for (JsonNode chunk : folded.chunks()) {
            for (JsonNode part : chunk.at("/choices/0/delta/tool_calls")) {
                int index = part.path("index").asInt(-1);
                Expect.that(index >= 0, "a delta without index: %s", part);
                if (begun.add(index)) {
                    Expect.that(index > latest, "call %d begins after call %d", index, latest);
                    latest = index;
                    boolean whole = part.has("id")
                            && part.has("type")
                            && part.path("function").has("name");
                    Expect.that(whole, "first delta of a call: %s (expected: id, type and name)", part);
                } else {
                    boolean bare = !part.has("id")
                            && !part.has("type")
                            && !part.path("function").has("name");
                    Expect.that(bare, "later delta of a call: %s (expected: index and arguments only)", part);
                }
            }
        }
        List<Folded.Call> calls = probe.uncut(folded.choice(0)).calls();
        Expect.that(!calls.isEmpty(), "no call in the stream");
        for (Folded.Call call : calls) {
            valid(call.name(), Json.read(call.arguments()));
        }
        Expect.equal("finish_reason", folded.choice(0).finishes(), List.of("tool_calls"));
    }

    private static void allowed(Probe probe) throws IOException {
        String choice =
                "{'type': 'allowed_tools', 'allowed_tools': {'mode': 'required', 'tools': [{'type': 'function', 'function': {'name': 'get_time'}}]}}";
        var answer = probe.chat(body(probe, choice));
        if (answer.status() == 400 && probe.profile(Profile.CORE)) {
            throw Unmet.notApplicable("allowed_tools is not offered");
        }
        Expect.status(answer, 200);
        for (JsonNode call :
                calls(probe.uncut(Json.read(answer.text()).at("/choices/0")).path("message"))) {
            Expect.equal("name", call.at("/function/name").asString(null), "get_time");
        }
    }
}
