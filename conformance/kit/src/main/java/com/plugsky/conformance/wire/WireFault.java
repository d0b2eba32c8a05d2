package com.plugsky.conformance.wire;

import java.io.IOException;

/** What came is not HTTP/1.1, or is more than a client would take. */
public final class WireFault extends IOException {
    private static final long serialVersionUID = 1;

    WireFault(String message) {
        super(message);
    }
}
