package com.plugsky.conformance.req;

import static com.plugsky.conformance.Table.must;
import static com.plugsky.conformance.Table.should;

import com.plugsky.conformance.Expect;
import com.plugsky.conformance.Probe;
import com.plugsky.conformance.Profile;
import com.plugsky.conformance.Rule;
import com.plugsky.conformance.wire.Answer;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** REQ-01 to REQ-21, REQ-24 to REQ-29 and REQ-31: members, their bounds, and what null means. */
public final class RequestRules {
    private static final List<String> NULLABLE = List.of(
            "temperature", "top_p", "n", "stream", "stop", "max_tokens", "max_completion_tokens", "presence_penalty",
            "frequency_penalty", "seed", "stream_options", "logprobs", "top_logprobs", "logit_bias", "store", "metadata",
            "service_tier", "reasoning_effort", "verbosity", "modalities", "audio", "prediction");

    private RequestRules() {}

    public static List<Rule> all() {
        return Stream.of(shape(), messages(), numbers(), options(), JsonRules.all())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Rule> shape() {
        return List.of(
                must("REQ-01", "the minimal body is answered with JSON")
                        .accepted("{}")
                        .and(probe -> Expect.equal(
                                "Content-Type", probe.chat(probe.minimal()).mediaType(), "application/json"))
                        .rule(),
                must("REQ-02", "a request without model is 400").and(RequestRules::withoutModel).rule(),
                must("REQ-03", "a request without messages is 400 with param messages")
                        .refusedWithout("messages")
                        .refused("messages", "{'messages': null}")
                        .rule(),
                must("REQ-04", "an empty array of messages is 400 with param messages")
                        .refused("messages", "{'messages': []}")
                        .rule(),
                must("REQ-05", "messages that are no array are 400")
                        .refused("messages", "{'messages': 'Hi'}", "{'messages': {'role': 'user', 'content': 'Hi'}}", "{'messages': 5}")
                        .refused(null, "{'messages': [null]}", "{'messages': ['Hi']}", "{'messages': [[]]}")
                        .rule());
    }

    private static List<Rule> messages() {
        return List.of(
                must("REQ-06", "an unknown role is 400 with param messages[0].role")
                        .refused(
                                "messages[0].role",
                                "{'messages': [{'role': 'bot', 'content': 'Hi'}]}",
                                "{'messages': [{'role': 'User', 'content': 'Hi'}]}",
                                "{'messages': [{'role': '', 'content': 'Hi'}]}",
                                "{'messages': [{'content': 'Hi'}]}")
                        .refused(null, "{'messages': [{'role': 5, 'content': 'Hi'}]}", "{'messages': [{}]}")
                        .rule(),
                must("REQ-07", "a user message without content is 400")
                        .refused(
                                "messages[0].content",
                                "{'messages': [{'role': 'user'}]}",
                                "{'messages': [{'role': 'user', 'content': null}]}")
                        .rule(),
                must("REQ-08", "content that is a number or an object is 400 with param messages[0].content")
                        .refused(
                                "messages[0].content",
                                "{'messages': [{'role': 'user', 'content': 5}]}",
                                "{'messages': [{'role': 'user', 'content': {}}]}",
                                "{'messages': [{'role': 'user', 'content': true}]}",
                                "{'messages': [{'role': 'user', 'content': {'type': 'text', 'text': 'Hi'}}]}")
                        .rule(),
                must("REQ-09", "content without parts is 400")
                        .refused("messages[0].content", "{'messages': [{'role': 'user', 'content': []}]}")
                        .refused(null, "{'messages': [{'role': 'user', 'content': [null]}]}")
                        .refused(null, "{'messages': [{'role': 'user', 'content': ['Hi']}]}")
                        .refused(null, "{'messages': [{'role': 'user', 'content': [{'type': 'text'}]}]}")
                        .rule(),
                must("REQ-26", "the developer role is accepted")
                        .accepted("{'messages': [{'role': 'developer', 'content': 'Be brief.'}, {'role': 'user', 'content': 'Hi'}]}")
                        .accepted("{'messages': [{'role': 'developer', 'content': [{'type': 'text', 'text': 'Be brief.'}]},"
                                + " {'role': 'user', 'content': 'Hi'}]}")
                        .rule());
    }

    private static List<Rule> numbers() {
        return List.of(
                must("REQ-10", "temperature is 0 to 2")
                        .refused("temperature", "{'temperature': -0.1}", "{'temperature': 2.1}", "{'temperature': '1'}")
                        .accepted("{'temperature': 0}", "{'temperature': 2}", "{'temperature': 2.0}")
                        .rule(),
                must("REQ-11", "top_p is 0 to 1")
                        .refused("top_p", "{'top_p': -0.1}", "{'top_p': 1.1}", "{'top_p': true}")
                        .accepted("{'top_p': 0}", "{'top_p': 1}")
                        .rule(),
                must("REQ-12", "n is an integer from 1 to 128")
                        .refused("n", "{'n': 0}", "{'n': 129}", "{'n': 1.5}", "{'n': '2'}", "{'n': -1}", "{'n': 1e99}")
                        .accepted("{'n': 2}")
                        .rule(),
                must("REQ-13", "penalties are -2 to 2")
                        .refused("presence_penalty", "{'presence_penalty': 2.01}", "{'presence_penalty': -2.01}")
                        .refused("frequency_penalty", "{'frequency_penalty': 2.01}", "{'frequency_penalty': -2.01}")
                        .accepted("{'presence_penalty': 2, 'frequency_penalty': -2}")
                        .accepted("{'presence_penalty': -2, 'frequency_penalty': 2}")
                        .rule(),
                must("REQ-14", "max_tokens and max_completion_tokens are integers from 1")
                        .refused("max_tokens", "{'max_tokens': 0}", "{'max_tokens': -1}", "{'max_tokens': 1.5}", "{'max_tokens': '5'}")
                        .refused("max_completion_tokens", "{'max_completion_tokens': 0}", "{'max_completion_tokens': -1}")
                        .refused("max_completion_tokens", "{'max_completion_tokens': 1.5}", "{'max_completion_tokens': '5'}")
                        .rule(),
                must("REQ-17", "top_logprobs is 0 to 20 and needs logprobs")
                        .refused("top_logprobs", "{'logprobs': true, 'top_logprobs': 21}", "{'logprobs': true, 'top_logprobs': -1}")
                        .refused("top_logprobs", "{'top_logprobs': 3}", "{'logprobs': false, 'top_logprobs': 3}")
                        .rule(),
                should("REQ-20", "seed is an int64")
                        .refused("seed", "{'seed': 9223372036854775808}", "{'seed': -9223372036854775809}", "{'seed': 0.5}")
                        .accepted("{'seed': -1}", "{'seed': 9223372036854775807}")
                        .rule(),
                should("REQ-31", "n written 1.0 is always accepted or always refused")
                        .and(RequestRules::integerWithPoint)
                        .rule());
    }

    private static List<Rule> options() {
        return List.of(
                must("REQ-15", "stop is a text or up to four")
                        .refused("stop", "{'stop': ['a', 'b', 'c', 'd', 'e']}")
                        .accepted("{'stop': 'END'}", "{'stop': null}")
                        .accepted("{'stop': ['a1']}", "{'stop': ['a1', 'b1', 'c1', 'd1']}")
                        .rule(),
                must("REQ-16", "stop holds texts only; an empty array means none")
                        .refused(null, "{'stop': [1]}", "{'stop': 1}", "{'stop': [null]}", "{'stop': {}}")
                        .and(probe -> emptyArray(probe, "{'stop': []}", "stop"))
                        .rule(),
                must("REQ-18", "stream is a boolean")
                        .refused("stream", "{'stream': 'true'}", "{'stream': 1}")
                        .rule(),
                must("REQ-19", "null in an optional member means absent").and(RequestRules::nulls).rule(),
                should("REQ-21", "metadata has up to 16 pairs, keys to 64 and values to 512 characters")
                        .refused(null, metadata(17), "{'metadata': {'" + "k".repeat(65) + "': 'v'}}")
                        .refused(null, "{'metadata': {'k': '" + "v".repeat(513) + "'}}", "{'metadata': {'k': 1}}")
                        .accepted(metadata(16), "{'metadata': {'" + "k".repeat(64) + "': '" + "v".repeat(512) + "'}}")
                        .rule(),
                should("REQ-24", "an unknown member is refused by name or has an answer, and is not dropped silently")
                        .and(RequestRules::unknownMember)
                        .rule(),
                must("REQ-25", "max_tokens beside max_completion_tokens is no fault of the server")
                        .and(RequestRules::bothLimits)
                        .rule(),
                should("REQ-27", "a logit bias is -100 to 100")
                        .refused(null, "{'logit_bias': {'50256': 101}}", "{'logit_bias': {'50256': -101}}")
                        .refused(null, "{'logit_bias': {'50256': 'a'}}")
                        .accepted("{'logit_bias': {'50256': -100}}")
                        .rule(),
                must("REQ-28", "Content-Type with charset is accepted").and(RequestRules::charset).rule(),
                should("REQ-29", "a user of a megabyte is refused as the caller's fault")
                        .and(probe -> {
                            ObjectNode body = probe.minimal().put("user", "u".repeat(1 << 20));
                            Answer answer = probe.chat(body);
                            Expect.that(answer.status() >= 400 && answer.status() < 500, "status: %d (expected: 4xx)", answer.status());
                        })
                        .rule());
    }

    private static void withoutModel(Probe probe) throws IOException {
        ObjectNode body = probe.minimal();
        body.remove("model");
        JsonNode error = Expect.badRequest(probe, probe.chat(body), null);
        String param = error.path("param").asString(null);
        Expect.that(param == null || param.equals("model"), "error.param: %s (expected: model or null)", param);
    }

    private static void integerWithPoint(Probe probe) throws IOException {
        int first = probe.chat(probe.minimalWith("{'n': 1.0}")).status();
        Expect.that(first == 200 || first == 400, "status: %d (expected: 200 or 400)", first);
        for (int i = 0; i < 4; i++) {
            Expect.equal("status of n = 1.0", probe.chat(probe.minimalWith("{'n': 1.0}")).status(), first);
        }
    }

    static void emptyArray(Probe probe, String members, String param) throws IOException {
        Answer answer = Expect.noServerFault(probe.chat(probe.minimalWith(members)));
        switch (probe.target().profile()) {
            case PLUGSKY -> Expect.status(answer, 200);
            case STRICT -> Expect.badRequest(probe, answer, param);
            case CORE -> Expect.that(answer.status() == 200 || answer.status() == 400, "status: %d", answer.status());
        }
    }

    private static void nulls(Probe probe) throws IOException {
        List<String> members = probe.profile(Profile.PLUGSKY) ? optionalMembers(probe) : NULLABLE;
        for (String member : members) {
            ObjectNode body = probe.minimal();
            body.putNull(member);
            Answer answer = probe.chat(body);
            Expect.that(answer.status() == 200, "%s null: status %d (expected: 200)", member, answer.status());
        }
    }

    private static List<String> optionalMembers(Probe probe) {
        JsonNode schema = probe.contract().schema("ChatCompletionRequest");
        return schema.path("properties").propertyNames().stream()
                .filter(name -> !name.equals("model") && !name.equals("messages"))
                .toList();
    }

    private static String metadata(int pairs) {
        return IntStream.range(0, pairs)
                .mapToObj(i -> "'k" + i + "': 'v'")
                .collect(Collectors.joining(", ", "{'metadata': {", "}}"));
    }

    private static void unknownMember(Probe probe) throws IOException {
        Answer answer = Expect.noServerFault(probe.chat(probe.minimalWith("{'x_conformance': 1}")));
        if (answer.status() == 200 && !probe.profile(Profile.STRICT)) {
            if (probe.profile(Profile.PLUGSKY)) {
                Expect.that(probe.ignores(answer, "x_conformance"), "x-plugsky-ignored-params does not name x_conformance");
            }
            return;
        }
        Expect.badRequest(probe, answer, "x_conformance");
    }

    private static void bothLimits(Probe probe) throws IOException {
        Answer answer = Expect.noServerFault(probe.chat(probe.minimalWith("{'max_tokens': 1, 'max_completion_tokens': 2}")));
        if (answer.status() != 200 || probe.profile(Profile.STRICT)) {
            Expect.badRequest(probe, answer, null);
        } else if (probe.profile(Profile.PLUGSKY)) {
            Expect.that(probe.ignores(answer, "max_tokens"), "x-plugsky-ignored-params does not name max_tokens");
        }
    }

    private static void charset(Probe probe) throws IOException {
        var request = probe.chatRequest(com.plugsky.conformance.Json.bytes(probe.minimal()));
        for (String type : List.of("application/json; charset=utf-8", "application/json;charset=UTF-8", "Application/JSON")) {
            Expect.status(probe.send(request.with("Content-Type", type)), 200);
        }
    }
}
