package com.plugsky.conformance.upstream;

import com.plugsky.conformance.wire.Header;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A request that a scripted upstream took, and how the exchange ended. Safe for use by many threads. */
public final class Received {
    private final int connection;
    private final RequestLine line;
    private final List<Header> headers;
    private final byte[] body;
    private final long arrived = System.nanoTime();
    private final CountDownLatch over = new CountDownLatch(1);
    private volatile String model = "";
    private volatile long ended;
    private volatile boolean left;

    Received(int connection, RequestLine line, List<Header> headers, byte[] body) {
        this.connection = connection;
        this.line = line;
        this.headers = List.copyOf(headers);
        this.body = body;
    }

    /** Of which connection, counted from 1. */
    public int connection() {
        return connection;
    }

    public String method() {
        return line.method();
    }

    public String target() {
        return line.target();
    }

    /** Whether the connection ends with the answer: the caller said so, or speaks HTTP/1.0 and did not say otherwise. */
    public boolean last() {
        String connection = header("Connection");
        return old() ? !"keep-alive".equalsIgnoreCase(connection) : "close".equalsIgnoreCase(connection);
    }

    /** Whether the caller speaks HTTP/1.0, which knows no chunks. */
    public boolean old() {
        return line.version().equals("HTTP/1.0");
    }

    public List<Header> headers() {
        return headers;
    }

    /** The first header of that name, in any case. */
    public @Nullable String header(String name) {
        for (Header header : headers) {
            if (header.name().equalsIgnoreCase(name)) {
                return header.value();
            }
        }
        return null;
    }

    /** Without its framing. */
    public byte[] body() {
        return body.clone();
    }

    int length() {
        return body.length;
    }

    /** The model that the body names; empty: none. */
    public String model() {
        return model;
    }

    /** On the monotonic clock. */
    public long arrived() {
        return arrived;
    }

    /** Waits for the end of the exchange; false: it goes on. */
    public boolean endedWithin(Duration patience) throws InterruptedException {
        return over.await(patience.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Whether the caller closed the connection before the answer was whole. */
    public boolean left() {
        return left;
    }

    /** When the answer was whole, or broken on purpose, or the caller was seen to leave; on the monotonic clock, 0 before. */
    public long ended() {
        return ended;
    }

    void names(String asked) {
        model = asked;
    }

    /** The first call counts. */
    void end(boolean callerLeft) {
        if (over.getCount() > 0) {
            left = callerLeft;
            ended = System.nanoTime();
            over.countDown();
        }
    }
}
