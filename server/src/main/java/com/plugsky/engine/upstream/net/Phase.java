package com.plugsky.engine.upstream.net;

import com.plugsky.fleet.upstream.Timeouts;
import java.time.Duration;

/** What a call waits for, and how long. */
public enum Phase {
    /** A connection, TLS included. */
    CONNECT("No connection to the upstream within "),
    /** The first chunk of a stream. */
    FIRST_CHUNK("No first chunk from the upstream within "),
    /** A whole answer that is not streamed. */
    ANSWER("No answer from the upstream within "),
    /** The next bytes of a stream that has begun. */
    IDLE("Nothing more from the upstream for "),
    /** The end, whatever comes before it. */
    TOTAL("No complete answer from the upstream within ");

    private final String complaint;

    Phase(String complaint) {
        this.complaint = complaint;
    }

    Duration limit(Timeouts times) {
        return switch (this) {
            case CONNECT -> times.connect();
            case FIRST_CHUNK, ANSWER -> times.firstChunk();
            case IDLE -> times.idle();
            case TOTAL -> times.total();
        };
    }

    /** What a caller is told when the time is over. */
    String complaint(Timeouts times) {
        return complaint + words(limit(times));
    }

    private static String words(Duration time) {
        long millis = time.toMillis();
        if (millis % 60_000 == 0) {
            return millis / 60_000 + " min";
        }
        return millis % 1000 == 0 ? millis / 1000 + " s" : millis + " ms";
    }
}
