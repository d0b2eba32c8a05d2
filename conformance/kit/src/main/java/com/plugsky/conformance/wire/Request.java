package com.plugsky.conformance.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A request as it is put on the wire: nothing is added but Host, Content-Length (when there is a body, and none is named) and what the
 * caller names. With the header {@code Transfer-Encoding: chunked} the body goes in chunks, without a length.
 *
 * @param target the request target, for example {@code /v1/models}
 */
public record Request(String method, String target, List<Header> headers, byte[] body) {
    private static final byte[] NONE = {};
    private static final byte[] LINE_END = {'\r', '\n'};
    private static final int HEAD = 256;
    private static final int CHUNK = 64 * 1024;

    public Request {
        headers = List.copyOf(headers);
    }

    public static Request get(String target) {
        return new Request("GET", target, List.of(), NONE);
    }

    public static Request of(String method, String target) {
        return new Request(method, target, List.of(), NONE);
    }

    public static Request json(String target, byte[] body) {
        return new Request("POST", target, List.of(new Header("Content-Type", "application/json")), body);
    }

    /** This request with one more header; an earlier one of the same name is replaced. */
    public Request with(String name, String value) {
        List<Header> changed = new ArrayList<>(without(name).headers);
        changed.add(new Header(name, value));
        return new Request(method, target, changed, body);
    }

    public Request without(String name) {
        return new Request(
                method,
                target,
                headers.stream().filter(h -> !h.name().equalsIgnoreCase(name)).toList(),
                body);
    }

    public boolean has(String name) {
        return headers.stream().anyMatch(h -> h.name().equalsIgnoreCase(name));
    }

    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** The bytes of the whole request. */
    public byte[] bytes(String authority) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(HEAD + body.length);
        try {
            write(out, authority);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }

    /** Writes the whole request; its body is not copied, which may be large. */
    void write(OutputStream out, String authority) throws IOException {
        StringBuilder head = new StringBuilder(HEAD);
        head.append(method).append(' ').append(target).append(" HTTP/1.1\r\n");
        if (!has("Host")) {
            head.append("Host: ").append(authority).append("\r\n");
        }
        for (Header header : headers) {
            head.append(header).append("\r\n");
        }
        boolean chunked = has("Transfer-Encoding");
        if (!chunked && !has("Content-Length") && (body.length > 0 || method.equals("POST"))) {
            head.append("Content-Length: ").append(body.length).append("\r\n");
        }
        head.append("\r\n");
        out.write(head.toString().getBytes(StandardCharsets.ISO_8859_1));
        if (chunked) {
            chunks(out);
        } else {
            out.write(body);
        }
    }

    private void chunks(OutputStream out) throws IOException {
        for (int at = 0; at < body.length; at += CHUNK) {
            int size = Math.min(CHUNK, body.length - at);
            out.write((Integer.toHexString(size) + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
            out.write(body, at, size);
            out.write(LINE_END);
        }
        out.write("0\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
    }
}
