package com.plugsky.conformance.err;

import com.plugsky.conformance.Expect;
import com.plugsky.conformance.Probe;
import com.plugsky.conformance.wire.Answer;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** ERR-10 and ERR-11: what a gateway says of an upstream that fails before its answer has begun, streamed or not. */
final class UpstreamRules {
    /** What an upstream does, and the status that it is to the gateway's caller. */
    private static final Map<String, Integer> FAILURES = Map.of(
            "status-500", 502,
            "html", 502,
            "reset", 502,
            "cut-at-before-first-token", 502,
            "stall", 504);

    private static final Map<String, Integer> REFUSALS =
            Map.of("status-400", 400, "status-422", 400, "status-401", 502, "status-403", 502);

    private UpstreamRules() {}

    static void failures(Probe probe) throws IOException {
        for (var failure : FAILURES.entrySet()) {
            each(probe, failure.getKey(), failure.getValue(), "server_error");
        }
    }

    static void refusals(Probe probe) throws IOException {
        for (var refusal : REFUSALS.entrySet()) {
            boolean ours = refusal.getValue() >= 500;
            each(probe, refusal.getKey(), refusal.getValue(), ours ? "server_error" : "invalid_request_error");
        }
    }

    private static void each(Probe probe, String fault, int status, String type) throws IOException {
        for (boolean stream : List.of(false, true)) {
            ObjectNode body = probe.faulty(fault).put("stream", stream);
            Expect.within(fault + (stream ? ", streamed" : ""), () -> {
                Answer answer = probe.fault(body);
                JsonNode error = Expect.refusal(probe, answer, status);
                Expect.equal("error.type", error.path("type").asString(null), type);
            });
        }
    }
}
