package com.plugsky.conformance.upstream;

import com.plugsky.conformance.wire.Header;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the requests of one connection, one after the other. */
public final class RequestReader {
    /** How long a body may be. */
    static final int MAX_BODY = 64 * 1024 * 1024;

    private static final int MAX_HEAD = 64 * 1024;
    private static final int TLS_HANDSHAKE = 0x16;

    private final InputStream in;
    private final int connection;
    private final Lenience lenience;
    private int head;

    /** A way to take what is ambiguous or broken, as no server should. */
    public enum Lenience {
        NONE,
        /** The chunks count where there is a length too, and the connection goes on. */
        BOTH_FRAMINGS,
        /** Of two lengths the last one counts. */
        TWO_LENGTHS,
        /** What is no size of a chunk ends the body. */
        ANY_CHUNK
    }

    /** Of the connection with this number. */
    public RequestReader(InputStream in, int connection) {
        this(in, connection, Lenience.NONE);
    }

    public RequestReader(InputStream in, int connection, Lenience lenience) {
        this.in = in;
        this.connection = connection;
        this.lenience = lenience;
    }

    /** What came is no HTTP, or too much of it. */
    public static final class Malformed extends IOException {
        private static final long serialVersionUID = 1;

        private Malformed(String message) {
            super(message);
        }
    }

    /** The next request; null: the caller sends no more. */
    @Nullable
    public Received next() throws IOException {
        head = 0;
        String first = line();
        if (first == null) {
            return null;
        }
        String[] words = first.split(" ");
        if (words.length != 3 || !words[2].startsWith("HTTP/1.")) {
            throw new Malformed("request line (expected: METHOD TARGET HTTP/1.1)");
        }
        List<Header> headers = new ArrayList<>();
        for (String line = whole(line()); !line.isEmpty(); line = whole(line())) {
            int colon = line.indexOf(':');
            if (colon < 1) {
                throw new Malformed("header (expected: name: value)");
            }
            headers.add(new Header(
                    line.substring(0, colon), line.substring(colon + 1).strip()));
        }
        RequestLine line = new RequestLine(words[0], words[1], words[2]);
        return new Received(connection, line, headers, body(headers));
    }

    private byte[] body(List<Header> headers) throws IOException {
        List<String> lengths = values(headers, "Content-Length");
        boolean chunked = !values(headers, "Transfer-Encoding").isEmpty();
        if (chunked && !lengths.isEmpty() && lenience != Lenience.BOTH_FRAMINGS) {
            throw new Malformed("Content-Length beside Transfer-Encoding (expected: one of them)");
        }
        if (new HashSet<>(lengths).size() > 1 && lenience != Lenience.TWO_LENGTHS) {
            throw new Malformed("Content-Length: " + lengths + " (expected: one)");
        }
        if (chunked) {
            return chunks();
        }
        return lengths.isEmpty() ? new byte[0] : exactly(number(lengths.getLast(), 10));
    }

    private static List<String> values(List<Header> headers, String name) {
        return headers.stream()
                .filter(header -> header.name().equalsIgnoreCase(name))
                .map(Header::value)
                .toList();
    }

    private byte[] chunks() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        while (true) {
            head = 0;
            String word = whole(line()).split(";", 2)[0].strip();
            if (lenience == Lenience.ANY_CHUNK && !word.matches("[0-9a-fA-F]+")) {
                return body.toByteArray();
            }
            int size = number(word, 16);
            if (size == 0) {
                break;
            }
            if (body.size() + (long) size > MAX_BODY) {
                throw new Malformed("body (expected: at most " + MAX_BODY + " bytes)");
            }
            body.writeBytes(exactly(size));
            whole(line());
        }
        while (!whole(line()).isEmpty()) {
            head = 0;
        }
        return body.toByteArray();
    }

    private byte[] exactly(int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("the caller left within a body");
        }
        return bytes;
    }

    private static String whole(@Nullable String line) throws EOFException {
        if (line == null) {
            throw new EOFException("the caller left within a head");
        }
        return line;
    }

    /** A line without its end; null at the end of what is sent. */
    private @Nullable String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(64);
        for (int next = in.read(); next >= 0; next = in.read()) {
            boolean tls = head == 0 && next == TLS_HANDSHAKE;
            if (tls || ++head > MAX_HEAD) {
                throw new Malformed(tls ? "TLS (expected: HTTP)" : "head (expected: at most " + MAX_HEAD + " bytes)");
            }
            if (next == '\n') {
                String text = line.toString(StandardCharsets.ISO_8859_1);
                return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
            }
            line.write(next);
        }
        return null;
    }

    private static int number(String text, int radix) throws Malformed {
        try {
            int value = Integer.parseInt(text, radix);
            if (value >= 0 && value <= MAX_BODY) {
                return value;
            }
        } catch (NumberFormatException bad) {
            throw new Malformed("length: " + text + " (expected: a number)");
        }
        throw new Malformed("length: " + text + " (expected: at most " + MAX_BODY + ")");
    }
}
