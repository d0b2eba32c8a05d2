package com.plugsky.conformance.mutant.proxy;

import com.plugsky.conformance.upstream.Received;
import com.plugsky.conformance.upstream.RequestReader;
import com.plugsky.conformance.wire.Wire;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Who asks through a mutant: its requests, and that it left while an answer is awaited. One thread asks for requests; another one looks
 * meanwhile whether anything comes, and leaves a next request where it is.
 */
final class Caller {
    private final InputStream in;
    private final RequestReader requests;
    private @Nullable Thread look;
    private volatile @Nullable Wire server;
    private volatile boolean left;

    Caller(InputStream in, RequestReader.Lenience lenience) {
        this.in = new BufferedInputStream(in);
        this.requests = new RequestReader(this.in, 1, lenience);
    }

    /** Drops what it sent behind its last request. */
    void forget() throws IOException {
        in.skipNBytes(in.available());
    }

    /** The next request; null: there is none. */
    @Nullable
    Received next() throws IOException {
        try {
            if (look != null) {
                look.join();
                look = null;
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return null;
        }
        return left ? null : requests.next();
    }

    /** Whether it was seen to leave. */
    boolean left() {
        return left;
    }

    /** From now on this server, which answers it, is told when it leaves, in the same way: by an end or by a reset. */
    void awaits(Wire answering) {
        server = answering;
        if (look == null) {
            look = Thread.ofVirtual().name("mutated-caller").start(this::look);
        }
    }

    private void look() {
        try {
            in.mark(1);
            if (in.read() >= 0) {
                in.reset();
                return;
            }
            leaves(Wire::halfClose);
        } catch (IOException reset) {
            leaves(Wire::reset);
        }
    }

    private void leaves(Way way) {
        left = true;
        Wire told = server;
        try {
            if (told != null) {
                way.leave(told);
            }
        } catch (IOException over) {
            return; // the server was quicker
        }
    }

    private interface Way {
        void leave(Wire server) throws IOException;
    }
}
