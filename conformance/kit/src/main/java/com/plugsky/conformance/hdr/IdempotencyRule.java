package com.plugsky.conformance.hdr;

import com.plugsky.conformance.Expect;
import com.plugsky.conformance.Json;
import com.plugsky.conformance.Probe;
import com.plugsky.conformance.Profile;
import com.plugsky.conformance.Unmet;
import com.plugsky.conformance.wire.Answer;
import com.plugsky.conformance.wire.Request;
import java.io.IOException;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** HDR-08: one Idempotency-Key has one answer, if the server offers that at all. */
final class IdempotencyRule {
    private static final String KEY = "Idempotency-Key";
    private static final String REPLAYED = "idempotency-replayed";

    private IdempotencyRule() {}

    static void check(Probe probe) throws IOException {
        Request request = probe.chatRequest(Json.bytes(probe.minimal()))
                .with(KEY, UUID.randomUUID().toString());
        Answer first = Expect.status(probe.send(request), 200);
        Answer second = Expect.status(probe.send(request), 200);
        String id = id(first);
        boolean same = id.equals(id(second));
        boolean offered = documented(probe) || shown(first) || shown(second);
        // One id alone may come from a server that remembers answers to equal requests.
        if (!offered && (!same || probe.profile(Profile.CORE))) {
            throw Unmet.notApplicable("the server does not offer " + KEY);
        }
        Expect.equal("id of the second answer", id(second), id);
        Request changed = new Request(
                request.method(),
                request.target(),
                request.headers(),
                Json.bytes(probe.minimal().put("temperature", 0.1)));
        Expect.refusal(probe, probe.send(changed), 422);
    }

    private static String id(Answer answer) {
        return Json.read(answer.text()).path("id").asString("");
    }

    private static boolean shown(Answer answer) {
        return answer.header(REPLAYED) != null;
    }

    /** Whether the contract that the server claims to keep has the header. */
    private static boolean documented(Probe probe) {
        JsonNode parameters = probe.contract().document().at("/paths/~1v1~1chat~1completions/post/parameters");
        return probe.profile(Profile.PLUGSKY)
                && parameters
                        .valueStream()
                        .map(probe.contract()::resolve)
                        .anyMatch(each -> each.path("name").asString("").equalsIgnoreCase(KEY));
    }
}
