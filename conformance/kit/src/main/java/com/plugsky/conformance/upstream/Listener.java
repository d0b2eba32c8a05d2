package com.plugsky.conformance.upstream;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A port at which each connection has a virtual thread. It holds a bounded number of connections and closes what is over.
 */
public final class Listener implements AutoCloseable {
    private static final Duration STOP = Duration.ofSeconds(5);

    private final ServerSocket port;
    private final Service service;
    private final AtomicInteger connections = new AtomicInteger();
    private final Semaphore free;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final Thread acceptor;

    /** What is done with a connection, which is closed afterwards; {@code number} counts from 1. An I/O failure is the end of it. */
    @FunctionalInterface
    public interface Service {
        void serve(Socket socket, int number) throws IOException;
    }

    private Listener(String name, ServerSocket port, int most, Service service) {
        this.port = port;
        this.service = service;
        this.free = new Semaphore(most);
        this.acceptor = Thread.ofPlatform().daemon().name(name).unstarted(this::accept);
    }

    /** Takes the connections of a socket that is bound, at most so many at once. */
    public static Listener start(String name, ServerSocket port, int most, Service service) {
        Listener listener = new Listener(name, port, most, service);
        listener.acceptor.start();
        return listener;
    }

    public int port() {
        return port.getLocalPort();
    }

    /** How many connections it took. */
    public int connections() {
        return connections.get();
    }

    private void accept() {
        while (!port.isClosed()) {
            try {
                Socket socket = port.accept();
                if (free.tryAcquire()) {
                    open.add(socket);
                    int number = connections.incrementAndGet();
                    Thread.ofVirtual().name(acceptor.getName() + "-" + number).start(() -> serve(socket, number));
                } else {
                    socket.close();
                }
            } catch (IOException closed) {
                // Either this is being closed, or a caller was gone before it was taken.
                continue;
            }
        }
    }

    private void serve(Socket socket, int number) {
        try (socket) {
            socket.setTcpNoDelay(true);
            service.serve(socket, number);
        } catch (IOException gone) {
            // The caller left; whoever has to know was told by the service.
            return;
        } finally {
            open.remove(socket);
            free.release();
        }
    }

    /** Closes the port and every connection. */
    @Override
    public void close() throws IOException {
        port.close();
        try {
            // Until then the system still takes connections, and one that was just taken is not among the open ones.
            acceptor.join(STOP);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
        for (Socket socket : open) {
            socket.close();
        }
    }
}
