package com.plugsky.conformance.fus;

import com.plugsky.conformance.Expect;
import com.plugsky.conformance.Json;
import com.plugsky.conformance.Probe;
import com.plugsky.conformance.Unmet;
import com.plugsky.conformance.wire.Answer;
import com.plugsky.conformance.wire.SseEvent;
import java.io.IOException;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** FUS-10 and FUS-11: routing among models whose upstreams fail. */
final class FallbackRules {
    private static final String STRONG = "scripted";

    private FallbackRules() {}

    static void replaced(Probe probe) throws IOException {
        for (boolean stream : List.of(false, true)) {
            ObjectNode body = among(probe, "status-500", STRONG).put("stream", stream);
            first(probe, body, "fault-status-500");
            Answer answer = Expect.status(probe.chat(body), 200);
            Expect.equal("x-plugsky-model", answer.header("x-plugsky-model"), STRONG);
        }
        ObjectNode late = among(probe, "cut", STRONG).put("stream", true);
        first(probe, late, "fault-cut");
        Answer answer = Expect.status(probe.chat(late), 200);
        boolean whole = answer.events().stream().anyMatch(SseEvent::done);
        if (STRONG.equals(answer.header("x-plugsky-model"))) {
            Expect.that(whole, "no [DONE] of %s", STRONG);
            probe.unseen("a first choice that fails in the middle: it failed so often that it was not asked");
            return;
        }
        Expect.equal("x-plugsky-model", answer.header("x-plugsky-model"), "fault-cut");
        Expect.that(!whole, "a stream that broke ended with [DONE]");
    }

    static void exhausted(Probe probe) throws IOException {
        Answer answer = probe.chat(among(probe, "status-500", "fault-cut-at-before-first-token"));
        Expect.that(
                answer.status() == 502 || answer.status() == 503,
                "status: %d (expected: 502 or 503): %s",
                answer.status(),
                Json.excerpt(answer.text()));
        Expect.envelope(answer);
    }

    /** A request that may be answered by these two only, the cheaper one first. */
    private static ObjectNode among(Probe probe, String fault, String other) {
        String failing = probe.faulty(fault).path("model").asString();
        ObjectNode body = FusionRules.fusion(probe, "cost_saver");
        ArrayNode models = ((ObjectNode) body.path("fusion")).putArray("models");
        models.add(failing).add(other);
        return body;
    }

    private static void first(Probe probe, ObjectNode body, String model) throws IOException {
        String chosen = FusionRules.route(probe, body).path("model").asString("");
        if (!chosen.equals(model)) {
            throw Unmet.notApplicable("fixture missing: " + model + " as the cheapest model");
        }
    }
}
