package com.plugsky.conformance.fus;

import com.plugsky.conformance.Expect;
import com.plugsky.conformance.Json;
import com.plugsky.conformance.Probe;
import com.plugsky.conformance.Unmet;
import com.plugsky.conformance.wire.Answer;
import com.plugsky.conformance.wire.Deadline;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.JsonNode;

/**
 * FUS-12: the decision stands in headers and in the request log.
 *
 * <p>An entry may come a second after its answer, and others may ask meanwhile, so that it stands no longer on the first page.
 */
final class LoggedRule {
    private static final Duration LATEST = Duration.ofSeconds(1);
    private static final Duration PAUSE = Duration.ofMillis(20);
    private static final String LOG = "/plugsky/requests?limit=100";
    private static final int PAGES = 5;

    private LoggedRule() {}

    static void check(Probe probe) throws IOException {
        Answer answer = Expect.status(probe.chat(FusionRules.fusion(probe, "cost_saver")), 200);
        String id = Expect.header(answer, "x-request-id");
        String model = Expect.header(answer, "x-plugsky-model");
        Expect.equal("model", Json.read(answer.text()).path("model").asString(null), model);
        JsonNode entry = entry(probe, id);
        Expect.equal("chosen_model in the log", entry.path("chosen_model").asString(null), model);
        Expect.equal("strategy in the log", entry.path("strategy").asString(null), answer.header("x-plugsky-strategy"));
        Expect.equal("rule in the log", entry.path("rule").asString(null), answer.header("x-plugsky-rule"));
    }

    private static JsonNode entry(Probe probe, String id) throws IOException {
        Deadline deadline = Deadline.in(LATEST);
        Optional<JsonNode> entry = look(probe, id);
        while (entry.isEmpty() && !deadline.passed()) {
            LockSupport.parkNanos(PAUSE.toNanos());
            entry = look(probe, id);
        }
        return entry.orElseThrow(() -> Unmet.fail("the request log has no entry " + id));
    }

    private static Optional<JsonNode> look(Probe probe, String id) throws IOException {
        String after = "";
        for (int page = 0; page < PAGES; page++) {
            JsonNode entries =
                    Json.read(Expect.status(probe.get(LOG + after), 200).text());
            Optional<JsonNode> entry = entries.path("data")
                    .valueStream()
                    .filter(each -> each.path("id").asString("").equals(id))
                    .findFirst();
            if (entry.isPresent() || !entries.path("has_more").asBoolean(false)) {
                return entry;
            }
            after = "&after=" + entries.path("last_id").asString("");
        }
        return Optional.empty();
    }
}
