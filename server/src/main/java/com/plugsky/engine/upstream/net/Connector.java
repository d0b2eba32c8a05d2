package com.plugsky.engine.upstream.net;

import com.plugsky.engine.EngineFailure;
import com.plugsky.engine.upstream.http.HttpConnection;
import com.plugsky.engine.upstream.http.Question;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLSocket;
import org.apache.hc.core5.http.HttpException;

/** The way to an endpoint: its name, one of its addresses, a proxy in between, TLS. Safe for use by many threads. */
final class Connector {

    private static final int MAX_ADDRESSES = 8;

    private final Trust trust = new Trust();
    private final Resolver resolver;

    Connector(Resolver resolver) {
        this.resolver = resolver;
    }

    /**
     * Opens a connection, in the time that the call has for it.
     *
     * @throws EngineFailure there is none to be had
     * @throws IOException the caller left
     */
    HttpConnection connect(Endpoint endpoint, Lifeline call) throws IOException, EngineFailure {
        Socket base = null;
        try {
            base = reach(endpoint, call);
            if (!endpoint.tls()) {
                return new HttpConnection(base, base);
            }
            if (endpoint.proxy() != null) {
                passProxy(endpoint, base);
            }
            return new HttpConnection(secured(endpoint, base), base);
        } catch (IOException | EngineFailure e) {
            Sockets.close(base);
            call.check();
            throw e instanceof IOException cause ? Faults.connect(cause) : (EngineFailure) e;
        }
    }

    /** Tries the addresses of a name one after the other: a name of this machine often has two, and a server only one. */
    private Socket reach(Endpoint endpoint, Lifeline call) throws IOException {
        InetAddress[] addresses = resolver.addresses(endpoint.nextHost(), call);
        IOException failure = null;
        for (int i = 0; i < addresses.length && i < MAX_ADDRESSES; i++) {
            var socket = new Socket(Proxy.NO_PROXY);
            call.attach(socket);
            try {
                socket.setTcpNoDelay(true);
                socket.connect(new InetSocketAddress(addresses[i], endpoint.nextPort()), call.millisLeft());
                return socket;
            } catch (IOException e) {
                Sockets.close(socket);
                failure = failure == null ? e : failure;
            }
        }
        throw failure == null ? new IOException("no address") : failure;
    }

    private static void passProxy(Endpoint endpoint, Socket base) throws IOException, EngineFailure {
        String to = endpoint.authority();
        String head = "CONNECT " + to + " HTTP/1.1\r\nhost: " + to + "\r\n\r\n";
        var connection = new HttpConnection(base, base);
        int status;
        try {
            connection.send(Question.of(head.getBytes(StandardCharsets.US_ASCII)));
            status = connection.receive().status();
        } catch (HttpException | IOException e) {
            throw Faults.connect("The proxy on the way to the upstream gives no answer");
        }
        if (status / 100 != 2) {
            throw Faults.connect("The proxy on the way to the upstream refuses with status " + status);
        }
    }

    private SSLSocket secured(Endpoint endpoint, Socket base) throws IOException {
        var socket =
                (SSLSocket) trust.factory(endpoint.ca()).createSocket(base, endpoint.host(), endpoint.port(), true);
        Trust.demands(socket);
        socket.startHandshake();
        return socket;
    }
}
