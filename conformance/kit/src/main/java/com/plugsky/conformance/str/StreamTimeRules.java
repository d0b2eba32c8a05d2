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
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** STR-03, STR-19 to STR-21 and STR-25: when a stream's bytes come, how it ends, and what an abort does. */
final class StreamTimeRules {
    private static final Duration END = Duration.ofSeconds(1);
    private static final Duration ABORT = Duration.ofMillis(1500);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);
    private static final Duration TOO_QUICK = Duration.ofMillis(50);
    private static final String STALL = "mock/stall";

    private StreamTimeRules() {}

    static List<Rule> all() {
        return List.of(
                must(
                        "STR-03",
                        "the last event is [DONE], with its blank line, and the body ends at once",
                        StreamTimeRules::end),
                should("STR-19", "the first byte comes within a second", probe -> {
                    Answer answer = Expect.status(probe.chat(probe.streaming("{}")), 200);
                    long millis = answer.timing().firstByteMillis();
                    Expect.that(millis < 1000, "first byte after %d ms (expected: below 1000)", millis);
                }),
                should("STR-20", "a stream is not cached and has no Content-Length", StreamTimeRules::cache),
                must("STR-21", "a client's abort frees what it held within a second", StreamTimeRules::abort),
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
            Expect.equal("last line", events.getLast().lines().getLast(), "data: [DONE]");
            Expect.that(events.getLast().closed(), "no blank line after [DONE]");
            Expect.that(answer.complete(), "the body did not end as its framing says");
            Duration after =
                    Duration.ofNanos(answer.timing().end() - events.getLast().nanos());
            Expect.that(after.compareTo(END) < 0, "the body ended %s after [DONE] (expected: within a second)", after);
            Expect.that(!wire.hasMore(), "bytes after the body's end");
        }
        StreamRules.clean(EnumSet.of(StreamAspect.END)).run(probe);
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

    /** A model that never answers is asked, the connection is cut, and the request log has to say so. */
    private static void abort(Probe probe) throws IOException {
        if (!probe.profile(Profile.PLUGSKY) || probe.get("/models/" + STALL).status() != 200) {
            throw Unmet.notApplicable("needs a model that never answers (" + STALL + ")");
        }
        for (boolean stream : new boolean[] {true, false}) {
            String user = "abort-" + UUID.randomUUID();
            ObjectNode body = probe.minimal(STALL).put("user", user).put("stream", stream);
            try (Wire wire = probe.open()) {
                wire.send(probe.chatRequest(Json.bytes(body)));
                LockSupport.parkNanos(BETWEEN_LOOKS.toNanos() * 4);
                wire.reset();
            }
            Deadline deadline = Deadline.in(ABORT);
            while (!cancelled(probe, user)) {
                Expect.that(
                        !deadline.passed(),
                        "stream %s: no cancelled entry in the request log within %s",
                        stream,
                        ABORT);
                LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
            }
        }
    }

    private static boolean cancelled(Probe probe, String user) throws IOException {
        JsonNode page = Json.read(
                Expect.status(probe.get("/plugsky/requests?limit=10"), 200).text());
        for (JsonNode entry : page.path("data")) {
            if (entry.path("user").asString("").equals(user)) {
                return entry.path("outcome").asString("").equals("cancelled");
            }
        }
        return false;
    }

    private static void unbuffered(Probe probe) throws IOException {
        ObjectNode body = probe.streaming("{'max_tokens': 200}");
        ((ObjectNode) body.path("messages").get(0))
                .put("content", "Tell a long story of at least two hundred words about a harbour.");
        Answer answer = Expect.status(probe.chat(body), 200);
        List<SseEvent> events = answer.events();
        if (events.size() < 5) {
            throw Unmet.inconclusive("the answer has " + events.size() + " events only");
        }
        Duration spread =
                Duration.ofNanos(answer.timing().end() - answer.timing().sent());
        if (answer.timing().arrivals().size() < 2 && spread.compareTo(TOO_QUICK) < 0) {
            throw Unmet.inconclusive("the whole answer took " + spread.toMillis() + " ms");
        }
        Expect.that(answer.timing().arrivals().size() >= 2, "all %d events came in one read", events.size());
    }
}
