package com.plugsky.conformance.gwy;

import com.plugsky.conformance.Expect;
import com.plugsky.conformance.Json;
import com.plugsky.conformance.Probe;
import com.plugsky.conformance.Unmet;
import com.plugsky.conformance.upstream.Received;
import com.plugsky.conformance.wire.Answer;
import com.plugsky.conformance.wire.Header;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** GWY-02 to GWY-05: what an upstream sees of a request. */
final class RequestRules {
    private static final String RIGHT = "scripted";
    private static final int FEW = 5;

    /** Members with values that are not the usual ones. */
    private static final String PARAMETERS =
            "{'temperature': 0.25, 'top_p': 0.5, 'max_tokens': 77, 'presence_penalty': 0.5,"
                    + "'frequency_penalty': -0.5, 'stop': ['zebra'], 'n': 2}";

    private static final String UNKNOWN = "x_kit_extra";

    private RequestRules() {}

    static void key(Probe probe) throws IOException {
        String key = probe.target().keys().infer();
        if (key == null) {
            throw Unmet.notApplicable("fixture missing: a key");
        }
        for (String members : List.of("{}", "{'stream': true}")) {
            Passage passage = Passage.to(probe, RIGHT);
            passage.right(members);
            for (Received request : passage.seen()) {
                String body = new String(request.body(), StandardCharsets.UTF_8);
                List<String> headers = request.headers().stream()
                        .filter(header -> header.value().contains(key))
                        .map(Header::name)
                        .toList();
                Expect.that(headers.isEmpty(), "the upstream got the caller's key in %s", headers);
                Expect.that(!body.contains(key), "the upstream got the caller's key in the body");
            }
        }
    }

    static void parameters(Probe probe) throws IOException {
        Passage passage = Passage.to(probe, RIGHT);
        passage.right(PARAMETERS);
        JsonNode passed = passage.passed();
        for (Map.Entry<String, JsonNode> sent : Json.of(PARAMETERS).properties()) {
            // The newer name says the same.
            JsonNode value = sent.getKey().equals("max_tokens") && passed.has("max_completion_tokens")
                    ? passed.path("max_completion_tokens")
                    : passed.path(sent.getKey());
            Expect.that(
                    Json.STRICT.readTree(sent.getValue().toString()).equals(value),
                    "%s: the upstream got %s (expected: %s)",
                    sent.getKey(),
                    value.isMissingNode() ? "nothing" : value,
                    sent.getValue());
        }
    }

    static void unknown(Probe probe) throws IOException {
        Passage passage = Passage.to(probe, RIGHT);
        Answer answer = passage.answer(passage.body("{'" + UNKNOWN + "': {'a': [1, 'zwei']}}"));
        if (answer.status() == 400 || probe.ignores(answer, UNKNOWN)) {
            return;
        }
        Expect.status(answer, 200);
        JsonNode value = passage.passed().path(UNKNOWN);
        Expect.equal("what the upstream got", value.toString(), "{\"a\":[1,\"zwei\"]}");
    }

    static void repeats(Probe probe) throws IOException {
        asked(probe, "fault-status-400", "{}", 1);
        asked(probe, "fault-cut", "{'stream': true}", 1);
        asked(probe, "fault-status-500", "{}", FEW);
    }

    private static void asked(Probe probe, String model, String members, int most) throws IOException {
        Passage passage = Passage.to(probe, model);
        passage.attempt(members);
        int times = passage.seen().size();
        Expect.that(times >= 1, "%s: the upstream was not asked", model);
        Expect.that(times <= most, "%s: the upstream was asked %d times (expected: at most %d)", model, times, most);
    }
}
