package com.plugsky.conformance.fus;

import com.plugsky.conformance.Expect;
import com.plugsky.conformance.Json;
import com.plugsky.conformance.Probe;
import com.plugsky.conformance.Target;
import com.plugsky.conformance.wire.Answer;
import com.plugsky.conformance.wire.Request;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** FUS-05: of four places that name a strategy the nearest to the request counts. */
final class PrecedenceRule {
    private static final List<String> STRATEGIES = List.of("cost_saver", "max_quality", "balanced");

    private PrecedenceRule() {}

    static void check(Probe probe) throws IOException {
        String key = probe.target().keys().infer();
        ObjectNode plain = probe.minimal(FusionRules.name(probe));
        counts(probe, key, plain, "balanced");
        everyOne(probe, key);
        Target.Routed routed = probe.target().keys().routed();
        if (routed == null) {
            probe.unseen("strategies of keys and workspaces (fixture missing: keys that have them)");
            return;
        }
        for (String none : List.of("{}", "{'fusion': null}", "{'fusion': {'quality': 1}}")) {
            ObjectNode body = plain.deepCopy();
            body.setAll(Json.of(none));
            counts(probe, routed.plain(), body, "cost_saver");
            counts(probe, routed.own(), body, "max_quality");
        }
        everyOne(probe, routed.own());
        everyOne(probe, routed.plain());
    }

    /** What a request names counts, whoever sends it. */
    private static void everyOne(Probe probe, @Nullable String key) throws IOException {
        for (String strategy : STRATEGIES) {
            counts(probe, key, FusionRules.fusion(probe, strategy), strategy);
        }
    }

    private static void counts(Probe probe, @Nullable String key, ObjectNode body, String strategy) throws IOException {
        Request request = Request.json(probe.path("/chat/completions"), Json.bytes(body));
        Answer answer = Expect.status(probe.send(probe.authorized(request, key)), 200);
        Expect.equal("x-plugsky-strategy of " + body, answer.header("x-plugsky-strategy"), strategy);
        Request asked = Request.json(probe.path("/plugsky/route"), Json.bytes(body));
        String dryRun = Json.read(Expect.status(probe.send(probe.authorized(asked, key)), 200)
                        .text())
                .path("strategy")
                .asString(null);
        Expect.equal("strategy of the dry run of " + body, dryRun, strategy);
    }
}
