package com.plugsky.conformance.mutant.proxy;

import com.plugsky.conformance.upstream.Listener;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.concurrent.Semaphore;

/**
 * A proxy on the loopback address before a clean server, which does one thing wrong. What it does not damage passes as it comes, streams piece
 * by piece. At most {@value #MAX_CONNECTIONS} connections at once; what is over is closed.
 */
public final class Mutator implements AutoCloseable {
    static final int MAX_CONNECTIONS = 512;
    private static final int BACKLOG = 128;

    private final URI clean;
    private final Listener listener;

    private Mutator(URI clean, Listener listener) {
        this.clean = clean;
        this.listener = listener;
    }

    /** Starts one before the server with this base URL. */
    public static Mutator before(URI clean, Damage damage) throws IOException {
        ServerSocket port = new ServerSocket();
        port.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
        int most = damage.manner() == Damage.Manner.ONE_BY_ONE ? 1 : MAX_CONNECTIONS;
        Semaphore free = new Semaphore(most);
        return new Mutator(clean, Listener.start("mutator", port, MAX_CONNECTIONS, (socket, number) -> {
            free.acquireUninterruptibly();
            try (Relay relay = new Relay(socket, clean, damage)) {
                relay.serve(); // either side may leave, and the other is told by the close
            } finally {
                free.release();
            }
        }));
    }

    /** Its base URL, with the clean server's path. */
    public URI baseUrl() {
        return URI.create("http://127.0.0.1:" + listener.port() + clean.getRawPath());
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
