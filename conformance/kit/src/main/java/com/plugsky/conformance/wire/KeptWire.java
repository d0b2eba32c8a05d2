package com.plugsky.conformance.wire;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A connection that is kept from request to request, and replaced when the server says that it closes it.
 *
 * <p>A server may also close a kept connection unannounced, just when the next request is on its way. Then, and only if no byte of an
 * answer came, the request is sent once more on a new connection, and counted: whoever judges a server looks at {@link #retries}, since a
 * server that loses answers looks the same. One thread at a time.
 */
public final class KeptWire implements AutoCloseable {
    private final Endpoint endpoint;
    private @Nullable Wire wire;
    private long retries;

    public KeptWire(Endpoint endpoint) {
        this.endpoint = endpoint;
    }

    /** How many requests were sent a second time. */
    public long retries() {
        return retries;
    }

    /** Sends a request and waits for its whole answer. */
    public Answer exchange(Request request, Deadline deadline) throws IOException {
        Wire kept = wire;
        if (kept != null) {
            try {
                return answered(kept, request, deadline);
            } catch (IOException fault) {
                if (!kept.closedUnanswered(fault)) {
                    throw fault;
                }
                retries++;
            }
        }
        return answered(Wire.open(endpoint, deadline), request, deadline);
    }

    private Answer answered(Wire on, Request request, Deadline deadline) throws IOException {
        boolean keeps = false;
        try {
            Answer answer = on.exchange(request, deadline);
            keeps = !"close".equalsIgnoreCase(answer.header("Connection")) && !on.ended();
            return answer;
        } finally {
            wire = keeps ? on : null;
            if (!keeps) {
                on.close();
            }
        }
    }

    @Override
    public void close() throws IOException {
        if (wire != null) {
            wire.close();
            wire = null;
        }
    }
}
