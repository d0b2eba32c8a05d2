package com.plugsky.engine.upstream.relay;

import com.plugsky.engine.EngineFailure;
import java.util.Map;

/** What an upstream's answer that is no completion means to us, and what of it the caller may read. */
public final class UpstreamErrors {

    /** How much of an error's body is read. */
    public static final int MAX_BODY_BYTES = 64 * 1024;

    private UpstreamErrors() {}

    /**
     * The failure of a status other than 2xx.
     *
     * @param headers names in lower case
     * @param body its first {@link #MAX_BODY_BYTES} bytes, of any type
     */
    public static EngineFailure of(int status, Map<String, String> headers, byte[] body) {
        throw new UnsupportedOperationException();
    }
}
