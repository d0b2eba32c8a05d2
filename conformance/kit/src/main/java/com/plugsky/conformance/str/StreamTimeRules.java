package com.plugsky.conformance.str;

import static com.plugsky.conformance.Rule.must;
import static com.plugsky.conformance.Rule.should;

import com.plugsky.conformance.Expect;
import com.plugsky.conformance.Json;
import com.plugsky.conformance.Probe;
import com.plugsky.conformance.Profile;
import com.plugsky.conformance.Rule;
import com.plugsky.conformance.Unmet;
import com.plugsky.conformance.contract.StreamAspect;
import com.plugsky.conformance.wire.Answer;
import com.plugsky.conformance.wire.Deadline;
import com.plugsky.conformance.wire.Request;
import com.plugsky.conformance.wire.SseEvent;
import com.plugsky.conformance.wire.Wire;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.node.ObjectNode;

/** STR-03, STR-19 to STR-21 and STR-25: when a stream's bytes come, and how it ends. */
final class StreamTimeRules {
    private static final Duration END = Duration.ofSeconds(1);
    private static final Duration SOON = Duration.ofSeconds(1);
    private static final Duration LONG = Duration.ofSeconds(2);
    private static final int ROUNDS = 3;
    private static final int FEW = 5;

    private StreamTimeRules() {}

    static List<Rule> all() {
        return List.of(
                must(
                        "STR-03",
                        "the last event is [DONE], with its blank line, and the body ends at once",
                        StreamTimeRules::end),
                should(
                        "STR-19",
                        "the first byte comes within a second, or a comment each 15 seconds",
                        StreamTimeRules::firstByte),
                should("STR-20", "a stream is not cached and has no Content-Length", StreamTimeRules::cache),
                must("STR-21", "a client's abort frees what it held within a second", AbortRule.USUAL::check),
                should("STR-25", "deltas come as they are made, not all at the end", StreamTimeRules::unbuffered));
    }

    private static void end(Probe probe) throws IOException {
        Request request = probe.chatRequest(Json.bytes(probe.streaming("{}")));
        try (Wire wire = probe.open()) {
            Answer answer = wire.exchange(request, Deadline.in(probe.target().patience()));
            probe.keep(request, answer);
            List<SseEvent> events = Expect.status(answer, 200).events();
            Expect.that(
                    !events.isEmpty() && events.getLast().done(),
                    "last event: %s (expected: data: [DONE])",
                    events.isEmpty() ? "none" : events.getLast().lines());
            // The blank is the server's own matter where nobody but the contract asks for it.
            boolean exact = !probe.profile(Profile.CORE);
            Expect.that(
                    !exact || events.getLast().lines().getLast().equals("data: [DONE]"),
                    "last line: %s (expected: data: [DONE])",
                    events.getLast().lines().getLast());
            Expect.that(events.getLast().closed(), "no blank line after [DONE]");
            Expect.that(answer.complete(), "the body did not end as its framing says");
            Duration after =
                    Duration.ofNanos(answer.timing().end() - events.getLast().nanos());
            Expect.that(after.compareTo(END) < 0, "the body ended %s after [DONE] (expected: within a second)", after);
            Expect.that(!wire.hasMore(), "bytes after the body's end");
        }
        StreamKinds.clean(StreamAspect.END).run(probe);
    }

    private static void cache(Probe probe) throws IOException {
        Answer answer = Expect.status(probe.chat(probe.streaming("{}")), 200);
        String control = Expect.header(answer, "Cache-Control").toLowerCase(Locale.ROOT);
        Expect.that(control.contains("no-cache") || control.contains("no-store"), "Cache-Control: %s", control);
        Expect.that(
                answer.header("Content-Length") == null,
                "Content-Length: %s (expected: none)",
                answer.header("Content-Length"));
        Expect.that(
                answer.header("Content-Encoding") == null,
                "Content-Encoding: %s (expected: none)",
                answer.header("Content-Encoding"));
    }

    /** The quickest of three, since a busy machine may be late once. */
    private static void firstByte(Probe probe) throws IOException {
        long quickest = Long.MAX_VALUE;
        for (int i = 0; i < ROUNDS && quickest >= SOON.toMillis(); i++) {
            Answer answer = Expect.status(probe.chat(probe.streaming("{}")), 200);
            quickest = Math.min(quickest, answer.timing().firstByteMillis());
        }
        Expect.that(
                quickest < SOON.toMillis(),
                "first byte after %d ms at best (expected: below %d)",
                quickest,
                SOON.toMillis());
        Silence.broken(probe);
    }

    /**
     * Deltas that come at more than one time were not held back. That all came at once proves nothing: the answer may have been made at
     * once, or the machine was busy. So it counts against a server only if each of three long answers took its time, and much more of it
     * than an answer of one token just before.
     */
    private static void unbuffered(Probe probe) throws IOException {
        boolean slow = true;
        for (int i = 0; i < ROUNDS; i++) {
            Answer quick = Expect.status(probe.chat(probe.streaming("{'max_tokens': 1}")), 200);
            ObjectNode body = probe.streaming("{'max_tokens': 200}");
            ((ObjectNode) body.path("messages").get(0))
                    .put("content", "Tell a long story of at least two hundred words about a harbour.");
            Answer answer = Expect.status(probe.chat(body), 200);
            int count = deltas(answer).size();
            if (count < FEW) {
                throw Unmet.inconclusive("the answer has " + count + " deltas only");
            }
            if (spread(answer)) {
                return;
            }
            slow &= tookLong(answer, quick);
        }
        Expect.that(!slow, "all deltas came at one time, after more than %s, %d times", LONG, ROUNDS);
        throw Unmet.inconclusive("all deltas came at one time, but quickly");
    }

    /** Whether texts came at more than one time. */
    static boolean spread(Answer answer) {
        return deltas(answer).stream().mapToLong(SseEvent::nanos).distinct().count() > 1;
    }

    /** Whether an answer took its time, much more than another one. */
    static boolean tookLong(Answer answer, Answer quick) {
        long millis = answer.timing().totalMillis();
        return millis > LONG.toMillis() && millis > 4 * quick.timing().totalMillis();
    }

    /** The events that bring text. */
    private static List<SseEvent> deltas(Answer answer) {
        return answer.events().stream()
                .filter(event -> event.data() != null && !event.done())
                .filter(event -> !Json.read(String.valueOf(event.data()))
                        .at("/choices/0/delta/content")
                        .asString("")
                        .isEmpty())
                .toList();
    }
}
