package com.plugsky.bench.load;

import com.plugsky.conformance.wire.Answer;
import com.plugsky.conformance.wire.Deadline;
import com.plugsky.conformance.wire.Endpoint;
import com.plugsky.conformance.wire.Request;
import com.plugsky.conformance.wire.SseEvent;
import com.plugsky.conformance.wire.Wire;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * One request and what became of it.
 *
 * @param sent on the monotonic clock
 * @param ended when the last byte came
 * @param note of a failure: the status, or what was wrong
 */
record Call(boolean stream, End end, long sent, long ended, String note) {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    enum End {
        WHOLE,
        /** A stream whose last event is an error. */
        ERROR_EVENT,
        /** A status other than 200, or no answer at all. */
        FAILED,
        /** A stream that has neither {@code [DONE]} nor an error at its end. */
        OPEN
    }

    /** Sends one on a connection of its own, and waits for its end. */
    static Call of(URI origin, String model, boolean stream) {
        Request request = chat(model, stream, "");
        long begin = System.nanoTime();
        Deadline deadline = Deadline.in(PATIENCE);
        try (Wire wire = Wire.open(Endpoint.of(origin), deadline)) {
            Answer answer = wire.exchange(request, deadline);
            End end = end(answer, stream);
            String note = end == End.WHOLE ? "" : answer.status() + " " + tail(answer.text());
            return new Call(stream, end, begin, answer.timing().end(), note);
        } catch (IOException failure) {
            return new Call(stream, stream ? End.OPEN : End.FAILED, begin, System.nanoTime(), failure.toString());
        }
    }

    static Request chat(String model, boolean stream, String members) {
        String body = "{\"model\":\"" + model + "\",\"stream\":" + stream + members
                + ",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}";
        return Request.json("/v1/chat/completions", body.getBytes(StandardCharsets.UTF_8));
    }

    private static End end(Answer answer, boolean stream) {
        if (answer.status() != 200 || !answer.complete()) {
            return End.FAILED;
        }
        if (!stream) {
            return answer.text().contains("\"finish_reason\":\"stop\"") ? End.WHOLE : End.FAILED;
        }
        SseEvent last = answer.events().isEmpty() ? null : answer.events().getLast();
        if (last == null || last.data() == null) {
            return End.OPEN;
        }
        return last.done() ? End.WHOLE : last.data().startsWith("{\"error\"") ? End.ERROR_EVENT : End.OPEN;
    }

    private static String tail(String text) {
        return text.length() <= 200 ? text : "..." + text.substring(text.length() - 200);
    }

    long millis() {
        return (ended - sent) / 1_000_000;
    }
}
