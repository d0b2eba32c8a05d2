package com.plugsky.conformance.wire;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One connection that speaks HTTP/1.1 byte for byte: {@link #send}, then {@link #receive}, as often as the server keeps it open.
 *
 * <p>Every wait is bounded by a deadline. One thread at a time. Closing it before an answer ended is an abort.
 */
public final class Wire implements AutoCloseable {
    static final Predicate<byte[]> ALL = body -> false;
    private static final Duration TAKEN = Duration.ofMinutes(1);
    private static final int BUFFER = 16 * 1024;
    private static final int MAX_HEADERS = 200;
    private static final int SWITCHED = 101;

    private final Endpoint endpoint;
    /** Closing it ends a write that hangs, also below TLS. */
    private final Socket plain;

    private final Socket socket;
    private final Source source;
    private long sent;
    private long before;

    private Wire(Endpoint endpoint, Socket plain, Socket socket) throws IOException {
        this.endpoint = endpoint;
        this.plain = plain;
        this.socket = socket;
        this.source = new Source(socket);
    }

    public static Wire open(Endpoint endpoint, Deadline deadline) throws IOException {
        Socket plain = endpoint.connect(deadline);
        return new Wire(endpoint, plain, endpoint.secured(plain, deadline));
    }

    /** Sends a request; a server has a minute to take it. */
    public void send(Request request) throws IOException {
        send(request, Deadline.in(TAKEN));
    }

    private void send(Request request, Deadline deadline) throws IOException {
        send(out -> endpoint.write(request, out), deadline);
    }

    /** Sends bytes as they are, well formed or not. */
    public void send(byte[] bytes) throws IOException {
        send(out -> out.write(bytes), Deadline.in(TAKEN));
    }

    private interface Writes {
        void to(OutputStream out) throws IOException;
    }

    private void send(Writes writes, Deadline deadline) throws IOException {
        before = source.total() - source.available();
        // A head and a small body are one write, as with most clients.
        BufferedOutputStream out = new BufferedOutputStream(socket.getOutputStream(), BUFFER);
        WriteWatch watch = WriteWatch.of(plain, deadline);
        try {
            writes.to(out);
            out.flush();
        } catch (IOException failure) {
            throw watch.reason(failure);
        } finally {
            watch.end();
        }
        sent = System.nanoTime();
    }

    /** Somebody who wants an answer's head before its body. */
    @FunctionalInterface
    public interface OnHead {
        void head(Answer.Head head) throws IOException;
    }

    /** Sends a request and waits for its whole answer. */
    public Answer exchange(Request request, Deadline deadline) throws IOException {
        return exchange(request, deadline, head -> {}, ALL);
    }

    /** The same, told of the head at once, and after each read of the body so far, until {@code enough} has seen enough. */
    public Answer exchange(Request request, Deadline deadline, OnHead onHead, Predicate<byte[]> enough)
            throws IOException {
        IOException refused = null;
        try {
            send(request, deadline);
        } catch (SocketTimeoutException timeout) {
            throw timeout;
        } catch (IOException early) {
            // A server may answer before it has read the whole body and close: its answer is still there to be read.
            refused = early;
            sent = System.nanoTime();
        }
        try {
            return receive(request.method(), deadline, onHead, enough);
        } catch (IOException failure) {
            throw refused == null ? failure : refused;
        }
    }

    /** The next answer; 101 counts as one, since what follows it is no HTTP/1.1. */
    public Answer receive(String method, Deadline deadline) throws IOException {
        return receive(method, deadline, ALL);
    }

    /** The next answer; null: the connection ended, or was reset, before its first byte. */
    public @Nullable Answer next(String method, Deadline deadline) throws IOException {
        try {
            if (!source.fill(deadline)) {
                return null;
            }
        } catch (SocketException reset) {
            return null;
        }
        return receive(method, deadline);
    }

    /** Reads an answer until {@code enough} says, of the body so far, that it has seen enough. */
    public Answer receive(String method, Deadline deadline, Predicate<byte[]> enough) throws IOException {
        return receive(method, deadline, head -> {}, enough);
    }

    private Answer receive(String method, Deadline deadline, OnHead onHead, Predicate<byte[]> enough)
            throws IOException {
        Answer.Head head = head(deadline);
        while (head.status() >= 100 && head.status() < 200 && head.status() != SWITCHED) {
            head = head(deadline);
        }
        onHead.head(head);
        long headAt = source.lastRead();
        BodyReader reader = new BodyReader(source, deadline, enough);
        try {
            reader.read(head, method);
        } catch (SocketTimeoutException late) {
            throw new Endless(late);
        }
        long end = reader.arrivals().isEmpty() ? headAt : source.lastRead();
        var timing = new Answer.Timing(sent, headAt, reader.arrivals(), end);
        return new Answer(head, reader.body(), timing, reader.complete());
    }

    private Answer.Head head(Deadline deadline) throws IOException {
        ByteArrayOutputStream raw = new ByteArrayOutputStream(512);
        String[] status = source.line(raw, deadline).split(" ", 3);
        if (status.length < 2 || !status[0].startsWith("HTTP/1.") || !status[1].matches("[1-9][0-9]{2}")) {
            throw new WireFault("status line: " + String.join(" ", status) + " (expected: HTTP/1.1 NNN)");
        }
        List<Header> headers = new ArrayList<>();
        for (String line = source.line(raw, deadline); !line.isEmpty(); line = source.line(raw, deadline)) {
            int colon = line.indexOf(':');
            if (headers.size() == MAX_HEADERS) {
                throw new WireFault("more than " + MAX_HEADERS + " header lines");
            }
            if (colon <= 0) {
                throw new WireFault("header line: " + line + " (expected: name: value)");
            }
            headers.add(new Header(
                    line.substring(0, colon), line.substring(colon + 1).strip()));
        }
        String reason = status.length > 2 ? status[2] : "";
        return new Answer.Head(Integer.parseInt(status[1]), reason, headers, raw.toByteArray());
    }

    /** Whether bytes beyond the last answer are there. */
    public boolean hasMore() {
        return source.available() > 0;
    }

    /** Waits for the server's close; false when it kept the connection open or sent more. */
    public boolean closedWithin(Duration patience) throws IOException {
        try {
            return !source.fill(Deadline.in(patience));
        } catch (SocketTimeoutException open) {
            return false;
        }
    }

    /** Whether the server closed the connection without a byte of an answer to what was sent last. */
    boolean closedUnanswered(IOException fault) {
        boolean waited = fault instanceof SocketTimeoutException;
        return !waited && source.total() == before;
    }

    /** Whether the server closed the connection, as far as it was read. */
    boolean ended() {
        return source.ended();
    }

    /** Ends the sending half; what the server sends can still be received. */
    public void halfClose() throws IOException {
        socket.shutdownOutput();
    }

    /** Closes with a reset, as a client that was killed. */
    public void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
