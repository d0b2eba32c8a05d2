package com.plugsky.conformance.upstream;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;

/**
 * A chat-completions server on a real socket, right or wrong as the request's model says (see {@link
 * com.plugsky.conformance.upstream.script.Fault}), which remembers what it saw.
 *
 * <p>A connection has a virtual thread. It holds at most {@link #MAX_CONNECTIONS} connections and closes what is over.
 */
public final class ScriptedUpstream implements AutoCloseable {
    /** How many connections it holds. */
    public static final int MAX_CONNECTIONS = 8_192;

    /** A host name that nobody may register, so that it never resolves. */
    public static final URI UNRESOLVABLE = URI.create("http://scripted.invalid/v1");

    private static final int BACKLOG = 1_024;
    private static final Duration STOP = Duration.ofSeconds(5);

    private final Options options;
    private final ServerSocket listener;
    private final Socket closedPort = new Socket();
    private final Seen seen = new Seen();
    private final AtomicInteger connections = new AtomicInteger();
    private final Semaphore free = new Semaphore(MAX_CONNECTIONS);
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final Thread acceptor =
            Thread.ofPlatform().daemon().name("scripted-upstream").unstarted(this::accept);

    private ScriptedUpstream(Options options) throws IOException {
        this.options = options;
        SSLContext tls = options.tls();
        this.listener =
                tls == null ? new ServerSocket() : tls.getServerSocketFactory().createServerSocket();
        listener.setReuseAddress(true);
        listener.bind(new InetSocketAddress(options.host(), options.port()), BACKLOG);
        // A port that is taken and not listened at refuses, and nobody else gets it meanwhile.
        closedPort.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    /** Starts one with the usual options. */
    public static ScriptedUpstream start() throws IOException {
        return start(Options.usual());
    }

    public static ScriptedUpstream start(Options options) throws IOException {
        ScriptedUpstream upstream = new ScriptedUpstream(options);
        upstream.acceptor.start();
        return upstream;
    }

    public int port() {
        return listener.getLocalPort();
    }

    /** Its base, for example {@code http://127.0.0.1:41234/v1}. */
    public URI url() {
        return base(options.tls() == null ? "http" : "https", options.host(), port());
    }

    /** A base whose connections are refused. */
    public URI refused() {
        return base("http", InetAddress.getLoopbackAddress(), closedPort.getLocalPort());
    }

    /** A base at which a TLS handshake is answered with something else; this one must have been started without TLS. */
    public URI garbledTls() {
        return base("https", options.host(), port());
    }

    private static URI base(String scheme, InetAddress host, int port) {
        String name = host.getHostAddress();
        return URI.create(scheme + "://" + (name.contains(":") ? "[" + name + "]" : name) + ":" + port + "/v1");
    }

    /** What it saw since its start, or since somebody asked for {@code /_reset}. */
    public Seen seen() {
        return seen;
    }

    /** How many connections it took. */
    public int connections() {
        return connections.get();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                if (free.tryAcquire()) {
                    open.add(socket);
                    int number = connections.incrementAndGet();
                    Thread.ofVirtual().name("scripted-" + number).start(() -> serve(socket, number));
                } else {
                    socket.close();
                }
            } catch (IOException closed) {
                // Either this upstream is being closed, or a caller was gone before it was taken.
                continue;
            }
        }
    }

    private void serve(Socket socket, int number) {
        try (socket) {
            socket.setTcpNoDelay(true);
            new Connection(socket, number, options, seen).serve();
        } catch (IOException gone) {
            // The caller left; whoever looks sees it in what was received.
            return;
        } finally {
            open.remove(socket);
            free.release();
        }
    }

    /** Closes the port and every connection. */
    @Override
    public void close() throws IOException {
        listener.close();
        closedPort.close();
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
