package com.plugsky.conformance.mutant;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/**
 * A proxy on the loopback address before a clean server, which does one thing wrong. What it does not damage passes as it comes, streams piece
 * by piece. At most {@value #MAX_CONNECTIONS} connections at once; what is over is closed.
 */
public final class Mutator implements AutoCloseable {
    static final int MAX_CONNECTIONS = 512;
    private static final int BACKLOG = 128;

    private final URI clean;
    private final Damage damage;
    private final ServerSocket listener;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final Semaphore free = new Semaphore(MAX_CONNECTIONS);

    private Mutator(URI clean, Damage damage) throws IOException {
        this.clean = clean;
        this.damage = damage;
        this.listener = new ServerSocket();
        listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
    }

    /** Starts one before the server with this base URL. */
    public static Mutator before(URI clean, Damage damage) throws IOException {
        Mutator mutator = new Mutator(clean, damage);
        Thread.ofPlatform().daemon().name("mutator").start(mutator::accept);
        return mutator;
    }

    /** Its base URL, with the clean server's path. */
    public URI baseUrl() {
        return URI.create("http://127.0.0.1:" + listener.getLocalPort() + clean.getRawPath());
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                if (free.tryAcquire()) {
                    open.add(socket);
                    Thread.ofVirtual().name("mutated").start(() -> serve(socket));
                } else {
                    socket.close();
                }
            } catch (IOException closed) {
                continue; // it is being closed, or a caller was gone before it was taken
            }
        }
    }

    private void serve(Socket socket) {
        try (socket;
                Relay relay = new Relay(socket, clean, damage)) {
            relay.serve();
        } catch (IOException gone) {
            return; // either side left, and the other is told by the close
        } finally {
            open.remove(socket);
            free.release();
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : open) {
            socket.close();
        }
    }
}
