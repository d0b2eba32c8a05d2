package com.plugsky.conformance.str;

import static com.plugsky.conformance.Rule.must;
import static com.plugsky.conformance.Rule.should;

import com.plugsky.conformance.Check;
import com.plugsky.conformance.Expect;
import com.plugsky.conformance.Folded;
import com.plugsky.conformance.Json;
import com.plugsky.conformance.Probe;
import com.plugsky.conformance.Profile;
import com.plugsky.conformance.Rule;
import com.plugsky.conformance.Unmet;
import com.plugsky.conformance.contract.StreamAspect;
import com.plugsky.conformance.contract.StreamChecker;
import com.plugsky.conformance.contract.StreamFinding;
import com.plugsky.conformance.wire.Answer;
import com.plugsky.conformance.wire.Request;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** STR-01 to STR-25, but for those on time, which stand in {@link StreamTimeRules}: the dialect of a stream. */
public final class StreamRules {
    static final String STEADY = "{'temperature': 0, 'seed': 7}";
    private static final String TOOL =
            "{'tools': [{'type': 'function', 'function': {'name': 'get_weather', 'parameters': {'type': 'object',"
                    + " 'properties': {'city': {'type': 'string'}}, 'required': ['city']}}}], 'tool_choice': {'type': 'function',"
                    + " 'function': {'name': 'get_weather'}}}";
    private static final List<String> KINDS = List.of(
            "{}",
            "{'n': 2}",
            "{'stream_options': {'include_usage': true}}",
            "{'max_tokens': 1}",
            TOOL,
            "{'messages': [{'role': 'user', 'content': 'Repeat: \uD83D\uDE00 Grüße 世界 \uD83D\uDC69\u200D\uD83D\uDE80'}]}");

    private StreamRules() {}

    public static List<Rule> all() {
        return Stream.of(dialect(), content(), StreamTimeRules.all())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Rule> dialect() {
        return List.of(
                must("STR-01", "stream true is answered with events, whatever Accept says", StreamRules::accept),
                must(
                        "STR-02",
                        "there are only data lines, comments and blank lines, each event one JSON or [DONE]",
                        clean(StreamAspect.FRAMING)),
                must("STR-04", "all chunks have the same id, object, created and model", clean(StreamAspect.IDENTITY)),
                must("STR-05", "the role comes first in each choice, and once", clean(StreamAspect.ROLE)),
                must("STR-07", "each choice has exactly one finish_reason, in its last chunk", StreamRules::finishes),
                must("STR-08", "no content comes after a finish", clean(StreamAspect.AFTER_FINISH)),
                must("STR-12", "choices first appear in ascending order", clean(StreamAspect.ORDER)),
                must("STR-13", "there are no id, retry or event lines", clean(StreamAspect.FIELDS)),
                must("STR-14", "no chunk has the key error", clean(StreamAspect.ERROR_KEY)),
                must("STR-15", "no comment has a blank line of its own", clean(StreamAspect.COMMENT)),
                must("STR-16", "no character is cut in two", StreamRules::characters),
                must("STR-24", "every chunk has choices", clean(StreamAspect.CHOICES)));
    }

    private static List<Rule> content() {
        return List.of(
                must("STR-06", "the deltas add up to the text of the plain answer", StreamRules::sameText),
                must(
                        "STR-09",
                        "include_usage brings one chunk with the usage and no choices, last",
                        StreamRules::usage),
                must("STR-10", "without include_usage no chunk has a usage", StreamRules::noUsage),
                must("STR-11", "the usage is that of the plain answer", StreamRules::sameUsage),
                must("STR-17", "what is wrong before the stream begins has an HTTP status", StreamRules::earlyFault),
                must("STR-18", "a fault in a stream is one error event, and the last", probe -> {})
                        .waiting("needs an upstream that fails on purpose"),
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

    /** All kinds of streams, and no finding of this aspect in any. */
    private static Check clean(StreamAspect aspect) {
        return clean(EnumSet.of(aspect));
    }

    static Check clean(Set<StreamAspect> aspects) {
        return probe -> {
            for (String kind : KINDS) {
                Answer answer = streamed(probe, kind);
                if (answer != null) {
                    for (StreamFinding finding :
                            new StreamChecker(probe.contract().protocol()).check(answer.events())) {
                        Expect.that(!aspects.contains(finding.aspect()), "%s: %s", Json.excerpt(kind), finding);
                    }
                }
            }
        };
    }

    /** The answer, or null where a core server refuses this kind of request. */
    private static @Nullable Answer streamed(Probe probe, String kind) throws IOException {
        Answer answer = probe.chat(probe.streaming(kind));
        if (answer.status() == 400 && probe.profile(Profile.CORE)) {
            return null;
        }
        return Expect.status(answer, 200);
    }

    private static void accept(Probe probe) throws IOException {
        Request request = probe.chatRequest(Json.bytes(probe.streaming("{}")));
        List<Request> requests = new ArrayList<>(List.of(request));
        for (String accept : List.of("application/json", "text/event-stream", "*/*", "text/html", "nonsense")) {
            requests.add(request.with("Accept", accept));
        }
        for (Request each : requests) {
            Answer answer = Expect.status(probe.send(each), 200);
            Expect.equal("Content-Type", answer.mediaType(), "text/event-stream");
        }
    }

    private static void finishes(Probe probe) throws IOException {
        for (String kind : KINDS) {
            Answer answer = streamed(probe, kind);
            if (answer == null) {
                continue;
            }
            Folded folded = Folded.of(answer);
            Expect.that(!folded.choices().isEmpty(), "%s: no choice", kind);
            folded.choices()
                    .forEach((index, choice) -> Expect.equal(
                            "finishes of choice " + index, choice.finishes().size(), 1));
        }
        clean(StreamAspect.FINISH).run(probe);
    }

    private static void characters(Probe probe) throws IOException {
        clean(StreamAspect.TEXT).run(probe);
        for (JsonNode chunk : probe.stream(probe.streaming(KINDS.getLast())).chunks()) {
            for (JsonNode choice : chunk.path("choices")) {
                String text = choice.at("/delta/content").asString("");
                Expect.that(whole(text), "half a surrogate pair in '%s'", text);
            }
        }
    }

    private static boolean whole(String text) {
        return text.codePoints()
                .noneMatch(point -> point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE);
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
        clean(StreamAspect.USAGE).run(probe);
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
        Expect.refusal(probe.chat(probe.streaming("{'model': 'no-such-model-1'}")), 404);
        Expect.refusal(probe.chat(probe.streaming("{'n': 0}")), 400);
        Expect.refusal(probe.chat(probe.streaming("{'messages': []}")), 400);
    }
}
