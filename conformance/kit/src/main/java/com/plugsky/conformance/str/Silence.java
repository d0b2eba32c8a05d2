package com.plugsky.conformance.str;

import com.plugsky.conformance.Expect;
import com.plugsky.conformance.Json;
import com.plugsky.conformance.Probe;
import com.plugsky.conformance.Profile;
import com.plugsky.conformance.wire.Answer;
import com.plugsky.conformance.wire.Arrival;
import com.plugsky.conformance.wire.Deadline;
import com.plugsky.conformance.wire.Request;
import com.plugsky.conformance.wire.SseEvent;
import com.plugsky.conformance.wire.Wire;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The stream of a model that never answers: nothing stands in it but the comments that break its silence. */
final class Silence {
    /** The id of that model, where a server has one. */
    static final String STALL = "mock/stall";

    private static final int COMMENTS = 3;
    private static final Duration LONGEST = Duration.ofSeconds(16);

    private Silence() {}

    static boolean offered(Probe probe) throws IOException {
        return probe.profile(Profile.PLUGSKY) && probe.get("/models/" + STALL).status() == 200;
    }

    /** Each comment is one line, and none has a blank line of its own. */
    static void comments(Probe probe) throws IOException {
        Answer answer = listen(probe);
        if (answer != null) {
            for (SseEvent event : answer.events()) {
                Expect.that(!event.closed() || event.data() != null, "a block without data: %s", event.lines());
                for (String line : event.lines()) {
                    Expect.that(line.startsWith(":"), "line '%s' (expected: a comment)", Json.excerpt(line));
                }
            }
        }
    }

    /** No silence lasts longer than clients and proxies wait. */
    static void broken(Probe probe) throws IOException {
        Answer answer = listen(probe);
        if (answer != null) {
            long last = answer.timing().sent();
            for (Arrival arrival : answer.timing().arrivals()) {
                Duration silence = Duration.ofNanos(arrival.nanos() - last);
                Expect.that(silence.compareTo(LONGEST) < 0, "a silence of %s (expected: a comment each 15 s)", silence);
                last = arrival.nanos();
            }
        }
    }

    /** The stream up to its third comment; null, and said so in the verdict, where it cannot be had in short time. */
    private static @Nullable Answer listen(Probe probe) throws IOException {
        Duration keepAlive = probe.target().times().keepAlive();
        if (keepAlive == null || !offered(probe)) {
            probe.unseen("comments (fixture missing: a known time of silence and the model " + STALL + ")");
            return null;
        }
        Request request = probe.chatRequest(Json.bytes(probe.minimal(STALL).put("stream", true)));
        Duration patience = probe.target().patience().plus(keepAlive.multipliedBy(COMMENTS));
        try (Wire wire = probe.open()) {
            wire.send(request);
            Answer answer = wire.receive(request.method(), Deadline.in(patience), body -> comments(body) >= COMMENTS);
            probe.keep(request, answer);
            Expect.equal("Content-Type", Expect.status(answer, 200).mediaType(), "text/event-stream");
            Expect.that(comments(answer.body()) >= COMMENTS, "the stream ended: %s", Json.excerpt(answer.text()));
            return answer;
        }
    }

    private static long comments(byte[] body) {
        List<String> lines = new String(body, StandardCharsets.UTF_8).lines().toList();
        return lines.stream().filter(line -> line.startsWith(":")).count();
    }
}
