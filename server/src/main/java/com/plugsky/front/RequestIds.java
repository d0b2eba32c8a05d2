package com.plugsky.front;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;

/** The source of request ids: a random prefix of this process and a counter, scattered so that ids do not look alike. */
final class RequestIds {
    private static final long ODD = 0x9E3779B97F4A7C15L;

    private final String prefix;
    private final AtomicLong counter;

    RequestIds() {
        var random = new SecureRandom();
        prefix = "req_" + HexFormat.of().toHexDigits(random.nextLong());
        counter = new AtomicLong(random.nextLong());
    }

    /** An id that no other request has. */
    String next() {
        // adding an odd number visits every value once before one comes again
        return prefix + HexFormat.of().toHexDigits(counter.addAndGet(ODD));
    }
}
