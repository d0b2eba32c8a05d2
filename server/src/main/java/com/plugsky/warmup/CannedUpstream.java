package com.plugsky.warmup;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The upstream of the warm-up: on a free port of loopback, it gives each request one of a few answers, at once. It knows no secret
 * and keeps nothing; whoever finds it learns nothing.
 */
final class CannedUpstream implements AutoCloseable {
    /** The user who is refused. */
    static final String REFUSED = "warm-up-refused";

    private static final Logger LOG = LoggerFactory.getLogger(CannedUpstream.class);

    /** More than the warm-up ever has open at once; others wait in vain. */
    private static final int CONNECTIONS = 16;

    private final ServerSocket door = new ServerSocket(0, CONNECTIONS, InetAddress.getLoopbackAddress());
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    /** Listens from now on. */
    CannedUpstream() throws IOException {
        Thread.ofVirtual().name("warm-up-upstream").start(this::accept);
    }

    /** Its base, as a target of a fleet names it. */
    URI base() {
        return URI.create("http://127.0.0.1:" + door.getLocalPort() + "/v1");
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = door.accept();
                open.add(socket);
                if (open.size() > CONNECTIONS) {
                    end(socket);
                } else {
                    Thread.ofVirtual().start(() -> serve(socket));
                }
            }
        } catch (IOException e) {
            LOG.debug("The upstream of the warm-up is closed");
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            var in = new BufferedInputStream(socket.getInputStream());
            for (Received request = Received.from(in); request != null; request = Received.from(in)) {
                for (byte[] piece : Canned.to(request)) {
                    socket.getOutputStream().write(piece);
                }
            }
        } catch (IOException e) {
            LOG.debug("A connection of the warm-up ended early");
        } finally {
            open.remove(socket);
        }
    }

    private void end(Socket socket) {
        open.remove(socket);
        try {
            socket.close();
        } catch (IOException e) {
            LOG.debug("A connection of the warm-up could not be closed", e);
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
        open.forEach(this::end);
    }
}
