package com.plugsky.front;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.coyote.ActionCode;
import org.apache.coyote.Request;

/**
 * The rest of a body that nobody read, because the request was refused before. Tomcat takes it, so that the caller can read its
 * answer, and waits for it however it trickles; what is not over in time is cut.
 *
 * @param began by which the connection's request is told from its next one
 * @param end the monotonic time
 */
record Leftover(Request request, long began, Connection connection, long end) implements Watched {

    /** Watches the rest of this request's body, if there is one. */
    static void watch(Request request, Connection connection, Duration time, ClientWatch watch) {
        var whole = new AtomicBoolean();
        request.action(ActionCode.REQUEST_BODY_FULLY_READ, whole);
        if (!whole.get()) {
            watch.add(
                    new Leftover(request, request.getStartTimeNanos(), connection, System.nanoTime() + time.toNanos()));
        }
    }

    @Override
    public boolean look(long now) {
        if (request.getStartTimeNanos() != began) {
            return false; // it is over
        }
        if (now - end < 0) {
            return true;
        }
        try {
            connection.reset();
        } catch (IOException e) {
            return false; // it is closed
        }
        return false;
    }
}
