package com.plugsky.front;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** One connection of a caller, byte by byte. */
final class Client implements AutoCloseable {
    private final Socket plain;
    private final Socket socket;
    private final InputStream in;

    /**
     * Takes a connected socket.
     *
     * @param plain under the socket; the same without TLS
     */
    Client(Socket plain, Socket socket) throws IOException {
        this.plain = plain;
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream());
    }

    /** An answer; header names are in lower case. */
    record Reply(int status, Map<String, String> headers, String body) {
        String header(String name) {
            return headers.getOrDefault(name, "");
        }
    }

    static byte[] request(String line, String headers, String body) {
        byte[] content = body.getBytes(StandardCharsets.UTF_8);
        String head =
                line + " HTTP/1.1\r\nHost: localhost\r\n" + headers + "Content-Length: " + content.length + "\r\n\r\n";
        var out = new ByteArrayOutputStream();
        out.writeBytes(head.getBytes(StandardCharsets.ISO_8859_1));
        out.writeBytes(content);
        return out.toByteArray();
    }

    /** A chat request with the key. */
    static byte[] chat(String body) {
        return request(
                "POST /v1/chat/completions",
                "Authorization: Bearer " + FrontServer.KEY + "\r\nContent-Type: application/json\r\n",
                body);
    }

    static byte[] chat(String model, String user, boolean stream) {
        return chat("{\"model\":\"" + model + "\",\"user\":\"" + user + "\",\"stream\":" + stream
                + ",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}");
    }

    void send(byte[] bytes) throws IOException {
        send(bytes, 0, bytes.length);
    }

    void send(byte[] bytes, int from, int to) throws IOException {
        socket.getOutputStream().write(bytes, from, to - from);
        socket.getOutputStream().flush();
    }

    Reply ask(byte[] request) throws IOException {
        send(request);
        return reply();
    }

    Reply reply() throws IOException {
        int status = Integer.parseInt(line().split(" ")[1]);
        Map<String, String> headers = new LinkedHashMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        String body;
        if ("chunked".equals(headers.get("transfer-encoding"))) {
            body = chunks();
        } else {
            body = text(in.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", "0"))));
        }
        return new Reply(status, headers, body);
    }

    private String chunks() throws IOException {
        var body = new ByteArrayOutputStream();
        while (true) {
            int size = Integer.parseInt(line(), 16);
            body.writeBytes(in.readNBytes(size));
            line();
            if (size == 0) {
                return text(body.toByteArray());
            }
        }
    }

    /** One line without its end. */
    String line() throws IOException {
        var line = new ByteArrayOutputStream();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new EOFException("after: " + line);
            }
            line.write(b);
        }
        return text(line.toByteArray()).stripTrailing();
    }

    /** Whether nothing comes for so long, not even the end. */
    boolean silentFor(int millis) throws IOException {
        int usual = socket.getSoTimeout();
        socket.setSoTimeout(millis);
        in.mark(1);
        try {
            in.read();
            in.reset();
            return false;
        } catch (SocketTimeoutException nothing) {
            return true;
        } finally {
            socket.setSoTimeout(usual);
        }
    }

    /** What has come at once, at least one byte; empty at the end. */
    String burst() throws IOException {
        byte[] bytes = new byte[64 * 1024];
        int count = socket.getInputStream().read(bytes);
        return count < 0 ? "" : new String(bytes, 0, count, StandardCharsets.UTF_8);
    }

    /** Ends the connection in order: FIN, under TLS after close_notify. */
    @Override
    public void close() throws IOException {
        socket.close();
    }

    /** Cuts the connection: RST. */
    void reset() throws IOException {
        plain.setSoLinger(true, 0);
        plain.close();
    }

    /** Says that nothing more will be sent, and goes on reading. */
    void shutOutput() throws IOException {
        socket.shutdownOutput();
    }

    /** FIN on the TCP connection itself, whatever TLS thinks of it. */
    void shutPlainOutput() throws IOException {
        plain.shutdownOutput();
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
