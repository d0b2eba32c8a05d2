package com.plugsky.conformance.str;

import com.plugsky.conformance.Expect;
import com.plugsky.conformance.Json;
import com.plugsky.conformance.Probe;
import com.plugsky.conformance.Unmet;
import com.plugsky.conformance.wire.Deadline;
import com.plugsky.conformance.wire.Wire;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * STR-21: a model that never answers is asked, the client leaves, and the request log has to say so.
 *
 * <p>The server's own duration is judged, less the time that the client stayed, so that looks into the log may come late. A client that
 * left before its request was read leaves no entry, and a busy machine may take its time: both are tried again, staying longer.
 *
 * @param stays how long the client stays, at the first try, the second and so on
 * @param looking how long the log is asked for an entry
 */
record AbortRule(List<Duration> stays, Duration looking) {
    /** As the catalogue runs it. */
    static final AbortRule USUAL = new AbortRule(
            List.of(
                    Duration.ofMillis(100),
                    Duration.ofMillis(200),
                    Duration.ofMillis(500),
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(3)),
            Duration.ofSeconds(3));

    private static final Duration FREED = Duration.ofSeconds(1);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

    AbortRule {
        stays = List.copyOf(stays);
    }

    /** A way to leave. */
    private enum Way {
        /** FIN, as a client that has enough. */
        CLOSE,
        /** RST, as a client that was killed. */
        RESET,
        /** FIN of one half, as a client that still reads. */
        HALF_CLOSE;

        void leave(Wire wire) throws IOException {
            switch (this) {
                case CLOSE -> wire.close();
                case RESET -> wire.reset();
                case HALF_CLOSE -> wire.halfClose();
            }
        }
    }

    void check(Probe probe) throws IOException {
        if (!Silence.offered(probe)) {
            throw Unmet.notApplicable("needs a model that never answers (" + Silence.STALL + ")");
        }
        for (Way way : Way.values()) {
            for (boolean stream : new boolean[] {true, false}) {
                String trouble = "";
                for (int i = 0; i < stays.size() && (i == 0 || !trouble.isEmpty()); i++) {
                    trouble = left(probe, way, stream, stays.get(i));
                }
                Expect.that(trouble.isEmpty(), "%s, stream %s: %s, %d times", way, stream, trouble, stays.size());
            }
        }
    }

    /** What is wrong, and may not be wrong the next time; empty when nothing is. */
    private String left(Probe probe, Way way, boolean stream, Duration stay) throws IOException {
        String user = "abort-" + UUID.randomUUID();
        ObjectNode body = probe.minimal(Silence.STALL).put("user", user).put("stream", stream);
        try (Wire wire = probe.open()) {
            long sent = System.nanoTime();
            wire.send(probe.chatRequest(Json.bytes(body)));
            LockSupport.parkNanos(stay.toNanos());
            Duration stayed = Duration.ofNanos(System.nanoTime() - sent);
            way.leave(wire);
            JsonNode entry = entry(probe, user);
            if (entry == null) {
                return "no entry in the request log within " + looking;
            }
            Expect.equal(
                    way + ": outcome in the request log", entry.path("outcome").asString(null), "cancelled");
            Duration after =
                    Duration.ofMillis(entry.path("duration_ms").asLong(0)).minus(stayed);
            return after.compareTo(FREED) < 0 ? "" : "noticed after " + after + " (expected: below " + FREED + ")";
        }
    }

    /** The log's entry of this user; null when none came. */
    private @Nullable JsonNode entry(Probe probe, String user) throws IOException {
        Deadline deadline = Deadline.in(looking);
        while (!deadline.passed()) {
            JsonNode page = Json.read(
                    Expect.status(probe.get("/plugsky/requests?limit=100"), 200).text());
            for (JsonNode entry : page.path("data")) {
                if (entry.path("user").asString("").equals(user)) {
                    return entry;
                }
            }
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
        return null;
    }
}
