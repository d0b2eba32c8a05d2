package com.plugsky.front;

import com.plugsky.observe.Passage;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.concurrent.TimeUnit;

/** What is known of a request before anybody has read it: what is noted of it, when its first byte came, and its connection. */
record Arrival(Passage passage, long startNanos, Connection connection) {
    private static final String KEY = Arrival.class.getName();
    private static final String API_VERSION = "2020-10-01";

    /** The arrival of a request that came through {@link ConnectionValve}, as all do. */
    static Arrival of(ServletRequest request) {
        if (request.getAttribute(KEY) instanceof Arrival arrival) {
            return arrival;
        }
        throw new IllegalStateException("the request did not come through " + ConnectionValve.class.getSimpleName());
    }

    /** Leaves this at the request, for {@link #of}. */
    void attach(ServletRequest request) {
        request.setAttribute(KEY, this);
    }

    /** The id of the request on the wire and in the log. */
    String id() {
        return passage.id();
    }

    /** Adds the headers that every response has. */
    void stamp(HttpServletResponse response) {
        response.setHeader("x-request-id", id());
        response.setHeader("openai-version", API_VERSION);
    }

    /** Adds the time spent so far; to be called when the head is about to leave. */
    void stampTime(HttpServletResponse response) {
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNanos);
        response.setHeader("openai-processing-ms", Long.toString(Math.max(0, millis)));
    }
}
