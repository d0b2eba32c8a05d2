package com.plugsky.conformance.mutant;

import static com.plugsky.conformance.mutant.Damages.forgives;
import static com.plugsky.conformance.mutant.Damages.forgivesParam;
import static com.plugsky.conformance.mutant.Damages.message;
import static com.plugsky.conformance.mutant.Damages.refusedFor;
import static com.plugsky.conformance.mutant.Damages.refuses;

import com.plugsky.conformance.Json;
import com.plugsky.conformance.mutant.proxy.Asked;
import com.plugsky.conformance.mutant.proxy.Damage;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Servers that are wrong about tools, JSON mode and schemas: in their answers, or in what they refuse. */
final class ToolMutants {
    private static final Predicate<Asked> ALL = asked -> true;

    private ToolMutants() {}

    static List<Mutant> all() {
        return Stream.of(answers(), refusals()).flatMap(List::stream).toList();
    }

    private static List<Mutant> answers() {
        return List.of(
                Mutant.of(
                        "never-calls",
                        "no tool is ever called",
                        Damage.instead(asked ->
                                asked.chat() && !asked.streams() && asked.has("tool_choice") && asked.has("tools")
                                        ? Canned.answer(asked)
                                        : null),
                        "TOO-01",
                        "TOO-06"),
                Mutant.of(
                        "arguments-object",
                        "arguments is an object",
                        calls(call -> function(call)
                                .set(
                                        "arguments",
                                        Json.of(function(call).path("arguments").asString("{}")))),
                        "TOO-02"),
                Mutant.of(
                        "arguments-invalid",
                        "arguments break the parameters",
                        calls(call -> function(call).put("arguments", "{\"wrong\":1}")),
                        "TOO-02"),
                Mutant.of("same-call-id", "all calls have one id", calls(call -> call.put("id", "call_1")), "TOO-03"),
                Mutant.of(
                        "none-calls",
                        "a tool is called in spite of tool_choice none",
                        message(asked -> asked.at("/tool_choice").asString("").equals("none"), ToolMutants::call),
                        "TOO-05"),
                Mutant.of(
                        "silent-after-tools",
                        "after a tool's result there is no text",
                        message(asked -> asked.at("/messages").size() > 2, message -> message.put("content", "")),
                        "TOO-15"),
                Mutant.of("calls-again", "calls are made twice", message(ALL, ToolMutants::twice), "TOO-17"),
                Mutant.of(
                        "other-name",
                        "calls name another tool",
                        calls(call -> function(call).put("name", "other")),
                        "TOO-01",
                        "TOO-19"),
                Mutant.of(
                        "object-of-text",
                        "json_object gives text",
                        message(format("json_object"), message -> message.put("content", "Hello!")),
                        "JSO-01"),
                Mutant.of(
                        "schema-broken",
                        "an answer under a schema is {}",
                        message(format("json_schema"), message -> message.put("content", "{}")),
                        "JSO-05"),
                Mutant.of(
                        "text-means-json",
                        "the type text changes the answer",
                        message(format("text"), message -> message.put("content", "{}")),
                        "JSO-09"));
    }

    private static List<Mutant> refusals() {
        return List.of(
                Mutant.of(
                        "choice-without-tools",
                        "tool_choice needs no tools",
                        forgives(asked -> asked.has("tool_choice") && !asked.has("tools")),
                        "TOO-07"),
                Mutant.of(
                        "any-choice",
                        "tool_choice may name anything",
                        forgives(asked -> asked.has("tool_choice") && asked.has("tools")),
                        "TOO-08"),
                Mutant.of(
                        "no-empty-tools",
                        "an empty array of tools is refused",
                        refuses(asked -> asked.at("/tools").isArray()
                                && asked.at("/tools").isEmpty()),
                        "TOO-09"),
                Mutant.of(
                        "any-function-name",
                        "a function may have any name",
                        forgivesParam("tools[0].function.name"),
                        "TOO-10"),
                Mutant.of(
                        "names-twice",
                        "two functions may have one name",
                        forgivesParam("tools[1].function.name"),
                        "TOO-11"),
                Mutant.of(
                        "result-without-call",
                        "a tool message needs no call",
                        refusedFor((asked, param) -> param.matches("messages\\[\\d+]\\.role")
                                && asked.at("/messages").toString().contains("\"tool\"")
                                && !asked.at("/messages").toString().contains("tool_calls")),
                        "TOO-12"),
                Mutant.of(
                        "call-without-result",
                        "a call needs no result",
                        refusedFor((asked, param) -> param.startsWith("messages")
                                && !param.contains("tool_call_id")
                                && asked.at("/messages").toString().contains("tool_calls")),
                        "TOO-13"),
                Mutant.of(
                        "any-result-id",
                        "a result may be for any call",
                        refusedFor((asked, param) -> param.contains("tool_call_id")),
                        "TOO-14"),
                Mutant.of(
                        "content-null-refused",
                        "content null in the history is refused",
                        refuses(asked -> asked.at("/messages")
                                .valueStream()
                                .anyMatch(message -> message.has("tool_calls")
                                        && message.path("content").isNull())),
                        "TOO-18"),
                Mutant.of(
                        "open-schema",
                        "strict takes any schema",
                        forgives(asked -> asked.at("/tools/0/function/strict").asBoolean(false)),
                        "TOO-20"),
                Mutant.of(
                        "json-unsaid", "json_object needs no word of json", forgives(format("json_object")), "JSO-02"),
                Mutant.of(
                        "any-format",
                        "any response_format is taken",
                        forgives(asked -> asked.has("response_format")
                                && !asked.at("/response_format/type")
                                        .asString("")
                                        .startsWith("json_")),
                        "JSO-03"),
                Mutant.of(
                        "schema-unnamed",
                        "a schema needs no name",
                        forgives(asked ->
                                asked.at("/response_format/type").asString("").equals("json_schema")
                                        && !asked.at("/response_format/json_schema")
                                                .has("name")),
                        "JSO-04"),
                Mutant.of(
                        "any-schema-name",
                        "a schema may have any name",
                        forgivesParam("response_format.json_schema.name"),
                        "JSO-08",
                        "JSO-04"),
                Mutant.of(
                        "any-schema",
                        "any schema is taken",
                        forgivesParam("response_format.json_schema.schema"),
                        "JSO-10"));
    }

    /** Requests for answers of this format. */
    private static Predicate<Asked> format(String type) {
        return asked -> asked.at("/response_format/type").asString("").equals(type);
    }

    private static Damage calls(Consumer<ObjectNode> edit) {
        return message(ALL, message -> {
            for (JsonNode call : message.path("tool_calls")) {
                edit.accept((ObjectNode) call);
            }
        });
    }

    private static ObjectNode function(ObjectNode call) {
        return (ObjectNode) call.path("function");
    }

    private static void call(ObjectNode message) {
        message.putArray("tool_calls")
                .add(
                        Json.of(
                                "{'id': 'call_x', 'type': 'function', 'function': {'name': 'get_weather', 'arguments': '{}'}}"));
    }

    private static void twice(ObjectNode message) {
        if (message.path("tool_calls") instanceof ArrayNode calls && !calls.isEmpty()) {
            ObjectNode again = (ObjectNode) calls.get(0).deepCopy();
            calls.add(again.put("id", "call_again"));
        }
    }
}
