package com.plugsky.conformance.jso;

import static com.plugsky.conformance.Rule.must;

import com.plugsky.conformance.Expect;
import com.plugsky.conformance.Json;
import com.plugsky.conformance.Probe;
import com.plugsky.conformance.Rule;
import com.plugsky.conformance.Table;
import com.plugsky.conformance.Unmet;
import com.plugsky.conformance.contract.CallerSchemas;
import com.plugsky.conformance.wire.Answer;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** JSO-01 to JSO-10: JSON mode and structured outputs. */
public final class JsonAnswerRules {
    private static final int ROUNDS = 3;
    private static final long TIMES = 4;
    private static final long QUICK_MS = 5000;
    private static final String ASK =
            "'messages': [{'role': 'user', 'content': 'Name a city and its country, in json.'}]";
    private static final String OBJECT = "{" + ASK + ", 'response_format': {'type': 'json_object'}}";
    private static final String SCHEMA =
            "{'type': 'object', 'properties': {'name': {'type': 'string'}, 'size': {'enum': ['small', 'large']},"
                    + " 'people': {'type': 'integer', 'minimum': 1}, 'twins': {'type': 'array', 'items': {'$ref': '#/$defs/twin'}, 'minItems': 1, 'maxItems': 3},"
                    + " 'mayor': {'anyOf': [{'type': 'string'}, {'type': 'null'}]}, 'kind': {'const': 'city'}},"
                    + " 'required': ['name', 'size', 'people', 'twins', 'mayor', 'kind'], 'additionalProperties': false,"
                    + " '$defs': {'twin': {'type': 'object', 'properties': {'city': {'type': 'string'}, 'since': {'type': 'number'}},"
                    + " 'required': ['city', 'since'], 'additionalProperties': false}}}";

    private JsonAnswerRules() {}

    public static List<Rule> all() {
        return Stream.of(formats(), limits()).flatMap(List::stream).toList();
    }

    private static List<Rule> formats() {
        return List.of(
                must("JSO-01", "json_object gives an object", JsonAnswerRules::object),
                Table.must("JSO-02", "json_object without the word json is 400")
                        .refusedBeyondCore("messages", "{'response_format': {'type': 'json_object'}}")
                        .rule(),
                Table.must("JSO-03", "an unknown type is 400")
                        .refused(
                                "response_format.type",
                                "{'response_format': {'type': 'yaml'}}",
                                "{'response_format': {'type': null}}",
                                "{'response_format': {}}")
                        .refused(null, "{'response_format': 'json_object'}", "{'response_format': []}")
                        .rule(),
                Table.must("JSO-04", "json_schema without its schema's name is 400")
                        .refused("response_format.json_schema", "{'response_format': {'type': 'json_schema'}}")
                        .refused(
                                "response_format.json_schema.name",
                                "{'response_format': {'type': 'json_schema', 'json_schema': {'schema': {'type': 'object'}}}}")
                        .rule(),
                must(
                        "JSO-05",
                        "a strict json_schema gives an answer that is valid under it",
                        probe -> valid(text(probe))),
                must(
                        "JSO-06",
                        "the streamed answer is valid too",
                        probe -> valid(probe.uncut(probe.stream(format(probe).put("stream", true))
                                        .choice(0))
                                .content())));
    }

    private static List<Rule> limits() {
        return List.of(
                must("JSO-07", "a JSON answer that is cut ends with length", JsonAnswerRules::cut),
                Table.should("JSO-08", "a schema's name has 1 to 64 of a-z, A-Z, 0-9, _ and -")
                        .refused("response_format.json_schema.name", named("a b"), named("n".repeat(65)), named(""))
                        .rule(),
                Table.must("JSO-09", "the type text changes nothing")
                        .and(JsonAnswerRules::plainText)
                        .rule(),
                Table.should("JSO-10", "what is no JSON Schema is 400")
                        .refused(
                                "response_format.json_schema.schema",
                                schema("{'type': 'strin'}"),
                                schema("{'properties': {'a': {'type': 5}}}"))
                        .refused(
                                "response_format.json_schema.schema",
                                schema("{'type': 'string', 'pattern': '('}"),
                                schema("{'$ref': '#/$defs/none'}"))
                        .and(JsonAnswerRules::hostile)
                        .rule());
    }

    private static String named(String name) {
        return "{'response_format': {'type': 'json_schema', 'json_schema': {'name': '" + name
                + "', 'schema': {'type': 'object'}}}}";
    }

    private static String schema(String schema) {
        return "{'response_format': {'type': 'json_schema', 'json_schema': {'name': 'a', 'schema': " + schema + "}}}";
    }

    private static ObjectNode format(Probe probe) {
        return probe.minimalWith("{" + ASK
                + ", 'response_format': {'type': 'json_schema', 'json_schema': {'name': 'city', 'strict': true, 'schema': "
                + SCHEMA + "}}}");
    }

    private static String text(Probe probe) throws IOException {
        JsonNode choice = probe.uncut(probe.completion(format(probe)).at("/choices/0"));
        Expect.finish(probe, choice, "stop");
        return choice.at("/message/content").asString("");
    }

    private static void valid(String text) {
        List<String> violations = CallerSchemas.violations(Json.of(SCHEMA), Json.read(text));
        Expect.that(violations.isEmpty(), "%s: %s", Json.excerpt(text), violations);
    }

    private static void object(Probe probe) throws IOException {
        JsonNode choice =
                probe.uncut(probe.completion(probe.minimalWith(OBJECT)).at("/choices/0"));
        JsonNode content = Json.read(choice.at("/message/content").asString(""));
        Expect.that(content.isObject(), "content: %s (expected: an object)", content);
        Expect.finish(probe, choice, "stop");
        String streamed =
                probe.uncut(probe.stream(probe.streaming(OBJECT)).choice(0)).content();
        Expect.that(Json.read(streamed).isObject(), "streamed content: %s (expected: an object)", streamed);
    }

    private static void cut(Probe probe) throws IOException {
        for (String finish : List.of("max_tokens", "max_completion_tokens")) {
            JsonNode choice = probe.completion(format(probe).put(finish, 2)).at("/choices/0");
            Expect.finish(probe, choice, "length");
        }
    }

    /** Schemas that loop or explode must be refused or answered, quickly. */
    private static void hostile(Probe probe) throws IOException {
        Answer usual = probe.chat(bounded(probe, "{'type': 'object'}"));
        long most = Math.max(QUICK_MS, TIMES * usual.timing().totalMillis());
        String deep = "{'type': 'array', 'items': ".repeat(60) + "{}" + "}".repeat(60);
        for (String schema : List.of(
                "{'$ref': '#'}",
                "{'type': 'string', 'pattern': '^(a+)+$'}",
                "{'allOf': [{'$ref': '#'}]}",
                "{'type': 'object', 'properties': {'a': {'$ref': '#'}}, 'required': ['a']}",
                "{'$ref': 'http://127.0.0.1:1/x'}",
                "{'not': {}}",
                deep)) {
            long quickest = Long.MAX_VALUE;
            for (int i = 0; i < ROUNDS && quickest >= most; i++) {
                Answer answer = Expect.noServerFault(probe.chat(bounded(probe, schema)));
                quickest = Math.min(quickest, answer.timing().totalMillis());
            }
            Expect.that(quickest < most, "%s took %d ms at best (expected: below %d)", schema, quickest, most);
        }
    }

    /** A question whose answer is short, whatever the model would say. */
    private static ObjectNode bounded(Probe probe, String schema) {
        return probe.minimalWith(schema(schema)).put("max_tokens", 16);
    }

    private static void plainText(Probe probe) throws IOException {
        String steady = "'temperature': 0, 'seed': 7";
        JsonNode plain = choices(probe, "{" + steady + "}");
        for (String format : List.of("{'type': 'text'}", "null")) {
            JsonNode same = choices(probe, "{" + steady + ", 'response_format': " + format + "}");
            if (!plain.equals(choices(probe, "{" + steady + "}"))) {
                throw Unmet.inconclusive("two plain answers to the same seed differ");
            }
            Expect.equal("choices with response_format " + format, same, plain);
        }
    }

    private static JsonNode choices(Probe probe, String members) throws IOException {
        return probe.completion(probe.minimalWith(members)).path("choices");
    }
}
