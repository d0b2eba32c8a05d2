package com.plugsky.conformance.str;

import static com.plugsky.conformance.Rule.must;
import static com.plugsky.conformance.str.StreamKinds.clean;

import com.plugsky.conformance.Expect;
import com.plugsky.conformance.Folded;
import com.plugsky.conformance.Json;
import com.plugsky.conformance.Probe;
import com.plugsky.conformance.Profile;
import com.plugsky.conformance.Rule;
import com.plugsky.conformance.Unmet;
import com.plugsky.conformance.contract.StreamAspect;
import com.plugsky.conformance.wire.Answer;
import com.plugsky.conformance.wire.Request;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** STR-01 to STR-25: the dialect of a stream stands here, its content and its times in classes of their own. */
public final class StreamRules {
    private static final char REPLACED = '\uFFFD';

    private StreamRules() {}

    public static List<Rule> all() {
        return Stream.of(dialect(), StreamContentRules.all(), StreamTimeRules.all())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Rule> dialect() {
        return List.of(
                must("STR-01", "stream true is answered with events, whatever Accept says", StreamRules::accept),
                must(
                        "STR-02",
                        "there are only data lines, comments and blank lines, each event one JSON or [DONE]",
                        StreamRules::framing),
                must("STR-04", "all chunks have the same id, object, created and model", clean(StreamAspect.IDENTITY)),
                must("STR-05", "the role comes first in each choice, and once", clean(StreamAspect.ROLE)),
                must("STR-07", "each choice has exactly one finish_reason, in its last chunk", StreamRules::finishes),
                must("STR-08", "no content comes after a finish", clean(StreamAspect.AFTER_FINISH)),
                must("STR-12", "choices first appear in ascending order", clean(StreamAspect.ORDER)),
                must("STR-13", "there are no id, retry or event lines", clean(StreamAspect.FIELDS)),
                must("STR-14", "no chunk has the key error", clean(StreamAspect.ERROR_KEY)),
                must("STR-15", "no comment has a blank line of its own", probe -> {
                    clean(StreamAspect.COMMENT).run(probe);
                    Silence.comments(probe);
                }),
                must("STR-16", "no character is cut in two", StreamRules::characters),
                must("STR-24", "every chunk has choices", clean(StreamAspect.CHOICES)));
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

    private static void framing(Probe probe) throws IOException {
        clean(StreamAspect.FRAMING).run(probe);
        if (probe.profile(Profile.PLUGSKY)) {
            StreamKinds.each(probe, (kind, answer) -> exact(answer));
        }
    }

    /** Of the ways to write the same event the contract takes one: some clients know no other. */
    private static void exact(Answer answer) {
        String body = new String(answer.body(), StandardCharsets.ISO_8859_1);
        Expect.that(body.indexOf('\r') < 0, "a carriage return in the stream (expected: line feeds only)");
        for (String line : body.split("\n")) {
            Expect.that(
                    !line.startsWith("data") || line.startsWith("data: "),
                    "line '%s' (expected: data, a colon and a space)",
                    Json.excerpt(line));
        }
    }

    private static void finishes(Probe probe) throws IOException {
        StreamKinds.each(probe, (kind, answer) -> {
            Folded folded = Folded.of(answer);
            Expect.that(!folded.choices().isEmpty(), "no choice");
            folded.choices()
                    .forEach((index, choice) -> Expect.equal(
                            "finishes of choice " + index, choice.finishes().size(), 1));
        });
        clean(StreamAspect.FINISH, StreamAspect.AFTER_FINISH).run(probe);
    }

    private static void characters(Probe probe) throws IOException {
        clean(StreamAspect.TEXT).run(probe);
        AtomicBoolean beyond = new AtomicBoolean();
        StreamKinds.each(probe, (kind, answer) -> {
            for (JsonNode chunk : Folded.of(answer).chunks()) {
                for (JsonNode choice : chunk.path("choices")) {
                    String text = choice.at("/delta/content").asString("");
                    Expect.that(whole(text), "half a surrogate pair in '%s'", text);
                    Expect.that(text.indexOf(REPLACED) < 0, "a replaced character in '%s'", text);
                    beyond.compareAndSet(false, text.chars().anyMatch(c -> c > 0x7F));
                }
            }
        });
        if (!beyond.get()) {
            throw Unmet.inconclusive("no answer had a character beyond ASCII");
        }
    }

    private static boolean whole(String text) {
        return text.codePoints()
                .noneMatch(point -> point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE);
    }
}
