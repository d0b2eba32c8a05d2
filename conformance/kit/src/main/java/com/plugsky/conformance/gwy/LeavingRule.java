package com.plugsky.conformance.gwy;

import com.plugsky.conformance.Expect;
import com.plugsky.conformance.Json;
import com.plugsky.conformance.Probe;
import com.plugsky.conformance.Unmet;
import com.plugsky.conformance.upstream.Received;
import com.plugsky.conformance.wire.Answer;
import com.plugsky.conformance.wire.Deadline;
import com.plugsky.conformance.wire.Request;
import com.plugsky.conformance.wire.Wire;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;

/** GWY-01: a caller leaves while its answer is awaited, or has begun, and the upstream has to see it. A late machine is tried again. */
final class LeavingRule {
    private static final String STALL = "fault-stall-20000";
    private static final String PACED = "paced-400";
    private static final Duration FREED = Duration.ofSeconds(1);
    private static final Duration ARRIVES = Duration.ofSeconds(5);
    private static final int TRIES = 3;

    private LeavingRule() {}

    /** When a caller leaves. */
    private record Scene(String name, String model, boolean stream, boolean begun) {}

    static void check(Probe probe) throws IOException {
        for (Scene scene : List.of(
                new Scene("a stream that has begun", PACED, true, true),
                new Scene("a stream before its first token", STALL, true, false),
                new Scene("an answer that is no stream", STALL, false, false))) {
            String trouble = "never tried";
            for (int i = 0; i < TRIES && !trouble.isEmpty(); i++) {
                trouble = left(probe, scene);
            }
            Expect.that(trouble.isEmpty(), "%s: %s", scene.name(), trouble);
        }
    }

    /** What is wrong; empty when nothing is. */
    private static String left(Probe probe, Scene scene) throws IOException {
        Passage passage = Passage.to(probe, scene.model());
        Request request = probe.chatRequest(Json.bytes(passage.body("{}").put("stream", scene.stream())));
        Received seen;
        long leaves;
        try (Wire wire = probe.open()) {
            wire.send(request);
            if (scene.begun()) {
                Answer begun = wire.receive(request.method(), Deadline.in(ARRIVES), body -> true);
                Expect.status(Probe.offered(begun, scene.model()), 200);
            }
            seen = scene.begun() ? passage.first(ARRIVES) : arrived(passage, scene, wire, request);
            leaves = System.nanoTime();
        }
        return ended(seen, leaves);
    }

    /** What the upstream sees of a request that has no answer yet; an answer at once may say that there is no such model. */
    private static Received arrived(Passage passage, Scene scene, Wire wire, Request request) throws IOException {
        try {
            return passage.first(ARRIVES);
        } catch (Unmet unseen) {
            try {
                Probe.offered(wire.receive(request.method(), Deadline.in(FREED)), scene.model());
            } catch (SocketTimeoutException silent) {
                throw unseen;
            }
            throw unseen;
        }
    }

    private static String ended(Received seen, long leaves) {
        try {
            if (!seen.endedWithin(FREED.multipliedBy(2))) {
                return "the upstream still works " + FREED.multipliedBy(2) + " after the caller left";
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return "interrupted";
        }
        Duration after = Duration.ofNanos(seen.ended() - leaves);
        Expect.that(seen.left(), "the upstream's answer ended before the caller's leaving reached it");
        return after.compareTo(FREED) < 0 ? "" : "the upstream was left after " + after + " (expected: " + FREED + ")";
    }
}
