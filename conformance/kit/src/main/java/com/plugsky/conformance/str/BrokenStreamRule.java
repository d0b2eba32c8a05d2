package com.plugsky.conformance.str;

import com.plugsky.conformance.Expect;
import com.plugsky.conformance.Json;
import com.plugsky.conformance.Probe;
import com.plugsky.conformance.Profile;
import com.plugsky.conformance.wire.Answer;
import com.plugsky.conformance.wire.SseEvent;
import java.io.IOException;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** STR-18: a stream whose upstream fails in the middle. */
final class BrokenStreamRule {
    private static final List<String> FAULTS =
            List.of("cut", "reset-at-mid-stream", "half-json", "error-event", "cut-at-before-done");

    private BrokenStreamRule() {}

    static void check(Probe probe) throws IOException {
        for (String fault : FAULTS) {
            Expect.within(fault, () -> ends(probe, fault));
        }
    }

    private static void ends(Probe probe, String fault) throws IOException {
        Answer answer = probe.fault(probe.faulty(fault).put("stream", true));
        if (probe.profile(Profile.CORE) && answer.status() >= 500) {
            return; // the stream never began, and its caller knows that it failed
        }
        Expect.status(answer, 200);
        List<JsonNode> data = answer.events().stream()
                .filter(event -> event.data() != null && !event.done())
                .map(event -> Json.read(String.valueOf(event.data())))
                .toList();
        Expect.that(answer.events().stream().noneMatch(SseEvent::done), "[DONE] although the answer is not whole");
        Expect.that(data.size() > 1, "events: %d (expected: some chunks and an error)", data.size());
        long errors = data.stream().filter(event -> event.has("error")).count();
        Expect.that(errors == 1, "error events: %d (expected: 1)", errors);
        JsonNode error = data.getLast().path("error");
        for (String key : List.of("message", "type", "param", "code")) {
            Expect.that(error.has(key), "error.%s: missing in the last event, %s", key, data.getLast());
        }
        Expect.that(answer.complete(), "the body did not end as its framing says");
    }
}
