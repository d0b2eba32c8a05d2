package com.plugsky.conformance.upstream;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
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

    private final Options options;
    private final Socket closedPort = new Socket();
    private final Seen seen = new Seen();
    private final Listener listener;

    private ScriptedUpstream(Options options) throws IOException {
        this.options = options;
        SSLContext tls = options.tls();
        ServerSocket port =
                tls == null ? new ServerSocket() : tls.getServerSocketFactory().createServerSocket();
        port.setReuseAddress(true);
        port.bind(new InetSocketAddress(options.host(), options.port()), BACKLOG);
        // A port that is taken and not listened at refuses, and nobody else gets it meanwhile.
        closedPort.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        this.listener = Listener.start("scripted", port, MAX_CONNECTIONS, this::serve);
    }

    /** Starts one with the usual options. */
    public static ScriptedUpstream start() throws IOException {
        return start(Options.usual());
    }

    public static ScriptedUpstream start(Options options) throws IOException {
        return new ScriptedUpstream(options);
    }

    private void serve(Socket socket, int number) throws IOException {
        new Connection(socket, number, options, seen).serve();
    }

    public int port() {
        return listener.port();
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
        return listener.connections();
    }

    /** Closes the port and every connection. */
    @Override
    public void close() throws IOException {
        listener.close();
        closedPort.close();
    }
}
