package com.plugsky.conformance;

import com.plugsky.conformance.wire.Answer;
import com.plugsky.conformance.wire.Request;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** What 429 asks of a caller. */
final class Busy {
    private static final Duration USUAL = Duration.ofSeconds(1);
    private static final Duration SHORTEST = Duration.ofMillis(100);
    private static final long LONGEST = 10;
    private static final String HAVE_MODEL = "\"model\"";

    private Busy() {}

    /** Whether a request is to a model that answers 429 on purpose. */
    static boolean meant(Request request, Target target) {
        if (target.models().upstream() == null) {
            return false;
        }
        String body = new String(request.body(), StandardCharsets.UTF_8);
        try {
            return body.contains(HAVE_MODEL)
                    && target.models().scripted(Json.read(body).path("model").asString(""));
        } catch (Unmet noJson) {
            return false;
        }
    }

    /** How long to wait: what Retry-After says in seconds, a tenth at least and 10 at most; else 1. */
    static Duration pause(Answer answer) {
        String after = answer.header("Retry-After");
        if (after == null || !after.strip().matches("[0-9]{1,6}")) {
            return USUAL;
        }
        long seconds = Math.min(Long.parseLong(after.strip()), LONGEST);
        return seconds == 0 ? SHORTEST : Duration.ofSeconds(seconds);
    }
}
