package com.plugsky.conformance.str;

import static com.plugsky.conformance.Rule.must;
import static com.plugsky.conformance.Rule.should;
import static com.plugsky.conformance.str.StreamKinds.STEADY;

import com.plugsky.conformance.Expect;
import com.plugsky.conformance.Folded;
import com.plugsky.conformance.Json;
import com.plugsky.conformance.Probe;
import com.plugsky.conformance.Profile;
import com.plugsky.conformance.Rule;
import com.plugsky.conformance.Unmet;
import com.plugsky.conformance.contract.StreamAspect;
import com.plugsky.conformance.wire.Answer;
import java.io.IOException;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** STR-06, STR-09 to STR-11, STR-17, STR-18, STR-22 and STR-23: what a stream says, beside what the plain answer says. */
final class StreamContentRules {
    private StreamContentRules() {}

    static List<Rule> all() {
        return List.of(
                must("STR-06", "the deltas add up to the text of the plain answer", StreamContentRules::sameText),
                must(
                        "STR-09",
                        "include_usage brings one chunk with the usage and no choices, last",
                        StreamContentRules::usage),
                must("STR-10", "without include_usage no chunk has a usage", StreamContentRules::noUsage),
                must("STR-11", "the usage is that of the plain answer", StreamContentRules::sameUsage),
                must(
                        "STR-17",
                        "what is wrong before the stream begins has an HTTP status",
                        StreamContentRules::earlyFault),
                must("STR-18", "a fault in a stream is one error event, and the last", BrokenStreamRule::check),
                must("STR-22", "stream_options without stream is 400", probe -> {
                    for (String stream : List.of("{}", "{'stream': false}", "{'stream': null}")) {
                        ObjectNode body = probe.minimalWith(stream);
                        body.set("stream_options", Json.of("{'include_usage': true}"));
                        Expect.badRequest(probe, probe.chat(body), "stream_options");
                    }
                }),
                should("STR-23", "include_obfuscation false brings no obfuscation", probe -> {
                    Folded folded = probe.stream(probe.streaming("{'stream_options': {'include_obfuscation': false}}"));
                    for (JsonNode chunk : folded.chunks()) {
                        Expect.that(!chunk.has("obfuscation"), "obfuscation in %s", chunk);
                    }
                }));
    }

    private static JsonNode steady(Probe probe) throws IOException {
        JsonNode first = probe.completion(probe.minimalWith(STEADY));
        JsonNode second = probe.completion(probe.minimalWith(STEADY));
        if (!first.path("choices").equals(second.path("choices"))) {
            throw Unmet.inconclusive("two plain answers to the same seed differ");
        }
        return first;
    }

    private static void sameText(Probe probe) throws IOException {
        JsonNode plain = steady(probe);
        Folded folded = probe.stream(probe.streaming(STEADY));
        Expect.equal(
                "streamed text",
                folded.choice(0).content(),
                plain.at("/choices/0/message/content").asString(""));
        Expect.equal(
                "streamed finish_reason",
                folded.choice(0).finishes(),
                List.of(plain.at("/choices/0/finish_reason").asString("")));
    }

    private static void usage(Probe probe) throws IOException {
        Folded folded = probe.stream(probe.streaming("{'stream_options': {'include_usage': true}}"));
        JsonNode last = folded.chunks().getLast();
        Expect.that(
                last.path("choices").isArray() && last.path("choices").isEmpty(),
                "last chunk: %s (expected: choices [])",
                last);
        Expect.that(last.path("usage").isObject(), "last chunk: %s (expected: a usage)", last);
        for (JsonNode chunk : folded.chunks().subList(0, folded.chunks().size() - 1)) {
            Expect.that(chunk.path("usage").isNull() || !chunk.has("usage"), "usage before the last chunk: %s", chunk);
        }
        StreamKinds.clean(StreamAspect.USAGE).run(probe);
    }

    private static void noUsage(Probe probe) throws IOException {
        for (String members : List.of(
                "{}",
                "{'stream_options': {'include_usage': false}}",
                "{'stream_options': {}}",
                "{'stream_options': null}")) {
            Folded folded = probe.stream(probe.streaming(members));
            Expect.that(folded.usage() == null, "%s: usage: %s (expected: none)", members, folded.usage());
        }
    }

    private static void sameUsage(Probe probe) throws IOException {
        JsonNode plain = steady(probe).path("usage");
        ObjectNode body = probe.streaming(STEADY);
        body.set("stream_options", Json.of("{'include_usage': true}"));
        JsonNode streamed = probe.stream(body).usage();
        Expect.that(streamed != null, "no usage");
        for (String count : List.of("prompt_tokens", "completion_tokens", "total_tokens")) {
            Expect.equal(
                    count,
                    streamed == null ? null : streamed.path(count).asLong(-1),
                    plain.path(count).asLong(-2));
        }
    }

    private static void earlyFault(Probe probe) throws IOException {
        if (probe.profile(Profile.CORE)) {
            // Which status, and whether it is refused at all, other rules say.
            for (String members : List.of("{'model': 'no-such-model-1'}", "{'n': 0}", "{'messages': []}")) {
                Answer answer = probe.chat(probe.streaming(members));
                boolean late = answer.status() == 200
                        && answer.events().stream()
                                .anyMatch(event -> String.valueOf(event.data()).startsWith("{\"error\""));
                Expect.that(
                        !late, "%s: an error in a stream with status 200: %s", members, Json.excerpt(answer.text()));
            }
            return;
        }
        Expect.refusal(probe, probe.chat(probe.streaming("{'model': 'no-such-model-1'}")), 404);
        Expect.refusal(probe, probe.chat(probe.streaming("{'n': 0}")), 400);
        Expect.refusal(probe, probe.chat(probe.streaming("{'messages': []}")), 400);
    }
}
