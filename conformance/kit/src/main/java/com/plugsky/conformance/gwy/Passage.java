package com.plugsky.conformance.gwy;

import com.plugsky.conformance.Expect;
import com.plugsky.conformance.Json;
import com.plugsky.conformance.Probe;
import com.plugsky.conformance.upstream.Received;
import com.plugsky.conformance.upstream.ScriptedUpstream;
import com.plugsky.conformance.wire.Answer;
import com.plugsky.conformance.wire.Deadline;
import com.plugsky.conformance.wire.Request;
import com.plugsky.conformance.wire.Wire;
import com.plugsky.conformance.wire.WireFault;
import java.io.IOException;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A question to one model of a gateway, and what the upstream behind it saw of it. */
final class Passage {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(5);

    private final Probe probe;
    private final ScriptedUpstream upstream;
    private final String model;
    /** Stands in what is said, so that the requests of others are not taken for these. */
    private final String mark = "No. " + UUID.randomUUID();

    private Passage(Probe probe, String model) {
        this.probe = probe;
        this.upstream = probe.upstream();
        this.model = model;
    }

    /** To the model whose script has this name. */
    static Passage to(Probe probe, String model) {
        return new Passage(probe, model);
    }

    ObjectNode body(String members) {
        ObjectNode body = probe.minimal(model);
        ((ObjectNode) body.path("messages").get(0)).put("content", "Say hello to the harbour. " + mark);
        body.setAll(Json.of(members));
        return body;
    }

    /** The gateway's answer; the rule does not apply where the gateway has no such model. */
    Answer answer(ObjectNode body) throws IOException {
        return probe.fault(body);
    }

    /** The gateway's answer; null: it broke the connection off, as its upstream did. */
    @Nullable
    Answer attempt(String members) throws IOException {
        Request request = probe.chatRequest(Json.bytes(body(members)));
        // On a connection of its own: what the kit sends again would count as what the gateway asks again.
        try (Wire wire = probe.open()) {
            Answer answer = wire.exchange(request, Deadline.in(probe.target().patience()));
            probe.keep(request, answer);
            return Probe.awake(Probe.offered(answer, model));
        } catch (WireFault | SocketException broken) {
            return null;
        }
    }

    /** An answer that must be 200. */
    Answer right(String members) throws IOException {
        return Expect.status(answer(body(members)), 200);
    }

    /** What the upstream saw so far, the oldest first. */
    List<Received> seen() {
        return upstream.seen().chats().stream()
                .filter(request -> request.model().equals(model))
                .filter(request -> new String(request.body(), StandardCharsets.UTF_8).contains(mark))
                .toList();
    }

    /** What the upstream saw first; waits for it. */
    Received first(Duration patience) {
        Deadline deadline = Deadline.in(patience);
        List<Received> seen = seen();
        while (seen.isEmpty() && !deadline.passed()) {
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
            seen = seen();
        }
        Expect.that(!seen.isEmpty(), "the upstream was not asked for %s within %s", model, patience);
        return seen.getFirst();
    }

    /** The body of the last request that the upstream saw. */
    JsonNode passed() {
        List<Received> seen = seen();
        Expect.that(!seen.isEmpty(), "the upstream was not asked for %s", model);
        return Json.read(new String(seen.getLast().body(), StandardCharsets.UTF_8));
    }
}
