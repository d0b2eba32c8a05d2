package com.plugsky.conformance.req;

import static com.plugsky.conformance.Table.must;
import static com.plugsky.conformance.Table.should;

import com.plugsky.conformance.Expect;
import com.plugsky.conformance.Json;
import com.plugsky.conformance.Probe;
import com.plugsky.conformance.Profile;
import com.plugsky.conformance.Rule;
import com.plugsky.conformance.Unmet;
import com.plugsky.conformance.wire.Answer;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** REQ-15, REQ-16, REQ-18, REQ-19, REQ-21, REQ-24, REQ-25 and REQ-27 to REQ-29: the other options, and what null means. */
final class OptionRules {
    private static final List<String> NULLABLE = List.of(
            "temperature",
            "top_p",
            "n",
            "stream",
            "stop",
            "max_tokens",
            "max_completion_tokens",
            "presence_penalty",
            "frequency_penalty",
            "seed",
            "stream_options",
            "logprobs",
            "top_logprobs",
            "logit_bias",
            "store",
            "metadata",
            "service_tier",
            "reasoning_effort",
            "verbosity",
            "modalities",
            "audio",
            "prediction");

    private OptionRules() {}

    static List<Rule> all() {
        return Stream.concat(values().stream(), members().stream()).toList();
    }

    private static List<Rule> values() {
        return List.of(
                must("REQ-15", "stop is a text or up to four")
                        .refused("stop", "{'stop': ['a', 'b', 'c', 'd', 'e']}")
                        .accepted("{'stop': 'END'}", "{'stop': null}")
                        .accepted("{'stop': ['a1']}", "{'stop': ['a1', 'b1', 'c1', 'd1']}")
                        .rule(),
                must("REQ-16", "stop holds texts only; an empty array means none")
                        .refused(null, "{'stop': [1]}", "{'stop': 1}", "{'stop': [null]}", "{'stop': {}}")
                        .empty("stop")
                        .rule(),
                must("REQ-18", "stream is a boolean")
                        .refused("stream", "{'stream': 'true'}", "{'stream': 1}")
                        .rule(),
                must("REQ-19", "null in an optional member means absent")
                        .and(OptionRules::nulls)
                        .rule());
    }

    private static List<Rule> members() {
        return List.of(
                should("REQ-21", "metadata has up to 16 pairs, keys to 64 and values to 512 characters")
                        .refused(null, metadata(17), "{'metadata': {'" + "k".repeat(65) + "': 'v'}}")
                        .refused(null, "{'metadata': {'k': '" + "v".repeat(513) + "'}}", "{'metadata': {'k': 1}}")
                        .and(OptionRules::metadataTaken)
                        .rule(),
                should("REQ-24", "an unknown member is refused by name or has an answer, and is not dropped silently")
                        .and(OptionRules::unknownMember)
                        .rule(),
                must("REQ-25", "max_tokens beside max_completion_tokens is no fault of the server")
                        .and(OptionRules::bothLimits)
                        .rule(),
                should("REQ-27", "a logit bias is -100 to 100")
                        .refused(null, "{'logit_bias': {'50256': 101}}", "{'logit_bias': {'50256': -101}}")
                        .refused(null, "{'logit_bias': {'50256': 'a'}}")
                        .accepted("{'logit_bias': {'50256': -100}}")
                        .rule(),
                must("REQ-28", "Content-Type with charset is accepted")
                        .and(OptionRules::charset)
                        .rule(),
                should("REQ-29", "a user of a megabyte is refused as the caller's fault")
                        .and(probe -> {
                            ObjectNode body = probe.minimal().put("user", "u".repeat(1 << 20));
                            Answer answer = probe.chat(body);
                            Expect.that(
                                    answer.status() >= 400 && answer.status() < 500,
                                    "status: %d (expected: 4xx)",
                                    answer.status());
                        })
                        .rule());
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
                Expect.that(
                        probe.ignores(answer, "x_conformance"), "x-plugsky-ignored-params does not name x_conformance");
            }
            return;
        }
        Expect.badRequest(probe, answer, "x_conformance");
    }

    private static void bothLimits(Probe probe) throws IOException {
        Answer answer =
                Expect.noServerFault(probe.chat(probe.minimalWith("{'max_tokens': 1, 'max_completion_tokens': 2}")));
        if (answer.status() != 200 || probe.profile(Profile.STRICT)) {
            Expect.badRequest(probe, answer, null);
        } else if (probe.profile(Profile.PLUGSKY)) {
            Expect.that(probe.ignores(answer, "max_tokens"), "x-plugsky-ignored-params does not name max_tokens");
        }
    }

    private static void metadataTaken(Probe probe) throws IOException {
        String longest = "{'metadata': {'" + "k".repeat(64) + "': '" + "v".repeat(512) + "'}}";
        for (String members : List.of(metadata(16), longest)) {
            Answer answer = probe.chat(probe.minimalWith(members));
            boolean kept = answer.status() == 400
                    && !probe.profile(Profile.PLUGSKY)
                    && answer.text().contains("store");
            if (kept) {
                throw Unmet.notApplicable("metadata is for completions that are stored");
            }
            Expect.within(members, () -> Expect.status(answer, 200));
        }
    }

    private static void charset(Probe probe) throws IOException {
        var request = probe.chatRequest(Json.bytes(probe.minimal()));
        for (String type :
                List.of("application/json; charset=utf-8", "application/json;charset=UTF-8", "Application/JSON")) {
            Expect.status(probe.send(request.with("Content-Type", type)), 200);
        }
    }
}
