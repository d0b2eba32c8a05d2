package com.plugsky.conformance.wire;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * Where a server listens, read from a base URL.
 *
 * @param path the base URL's path without a slash at its end, for example {@code /v1}
 * @param headers what every request has that does not say otherwise
 */
public record Endpoint(boolean tls, String host, int port, String path, List<Header> headers) {
    private static final int HTTP = 80;
    private static final int HTTPS = 443;
    private static final int PORTS = 65_535;

    public Endpoint {
        headers = List.copyOf(headers);
    }

    public static Endpoint of(URI base) {
        return of(base, List.of());
    }

    /** The same, with headers of its own. */
    public static Endpoint of(URI base, List<Header> headers) {
        String scheme = String.valueOf(base.getScheme());
        if (!scheme.equals("http") && !scheme.equals("https") || base.getHost() == null) {
            throw new IllegalArgumentException("base URL (expected: http://host:port/v1)");
        }
        boolean tls = scheme.equals("https");
        if (base.getPort() > PORTS) {
            throw new IllegalArgumentException("base URL: port " + base.getPort() + " (expected: 1 to " + PORTS + ")");
        }
        int port = base.getPort() > 0 ? base.getPort() : tls ? HTTPS : HTTP;
        String path = String.valueOf(base.getRawPath()).replaceAll("/+$", "");
        return new Endpoint(tls, base.getHost(), port, path, headers);
    }

    /** A request with the headers that all have here. */
    public Request complete(Request request) {
        List<Header> all = new ArrayList<>(request.headers());
        headers.stream().filter(header -> !request.has(header.name())).forEach(all::add);
        return new Request(request.method(), request.target(), all, request.body());
    }

    /** The bytes of a request to here. */
    public byte[] bytes(Request request) {
        return complete(request).bytes(authority());
    }

    /** Writes a request to here. */
    void write(Request request, OutputStream out) throws IOException {
        complete(request).write(out, authority());
    }

    /** The value of the Host header. */
    public String authority() {
        return port == (tls ? HTTPS : HTTP) ? host : host + ":" + port;
    }

    /** A connection to here, on which nothing has been said yet. */
    Socket connect(Deadline deadline) throws IOException {
        Socket plain = new Socket();
        try {
            plain.setTcpNoDelay(true);
            plain.connect(new InetSocketAddress(unbracketed(), port), deadline.millisLeft());
            return plain;
        } catch (IOException failure) {
            plain.close();
            throw failure;
        }
    }

    /** What is spoken through: the connection itself, or TLS on it. */
    Socket secured(Socket plain, Deadline deadline) throws IOException {
        if (!tls) {
            return plain;
        }
        try {
            plain.setSoTimeout(deadline.millisLeft());
            SSLSocketFactory factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
            SSLSocket secure = (SSLSocket) factory.createSocket(plain, unbracketed(), port, true);
            var parameters = secure.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            secure.setSSLParameters(parameters);
            secure.startHandshake();
            return secure;
        } catch (IOException failure) {
            plain.close();
            throw failure;
        }
    }

    private String unbracketed() {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }
}
