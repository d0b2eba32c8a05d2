package com.plugsky.conformance.wire;

import java.net.SocketTimeoutException;

/** An answer that began and had no end before the deadline. */
public final class Endless extends SocketTimeoutException {
    private static final long serialVersionUID = 1;

    Endless(SocketTimeoutException late) {
        super(late.getMessage());
        initCause(late);
    }
}
