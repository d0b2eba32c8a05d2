package com.plugsky.engine.upstream.http;

import java.io.IOException;
import java.io.InputStream;
import org.apache.hc.core5.http.MessageConstraintException;

/**
 * The bytes that come out of a socket, under two rules of ours: a head is bounded as a whole, and whoever has something to
 * hand on already does not wait for more.
 */
final class Incoming extends InputStream {

    private final InputStream socket;
    private boolean patient = true;
    private boolean starved;
    private boolean silent = true;
    private int headLeft;

    Incoming(InputStream socket) {
        this.socket = socket;
    }

    /** Says that a head is read next, of at most so many bytes. */
    void head(int most) {
        headLeft = most;
        silent = true;
    }

    /** Says that a body is read next. */
    void body() {
        headLeft = Integer.MAX_VALUE;
    }

    /** Whether a read waits for bytes; one that does not throws {@link Starved}. */
    void patient(boolean yes) {
        patient = yes;
    }

    /** Whether nothing has been read since one had to be broken off. */
    boolean starved() {
        return starved;
    }

    /** Whether not one byte of the answer has come. */
    boolean silent() {
        return silent;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (!patient) {
            starved = true;
            throw Starved.NOW;
        }
        int n = socket.read(into, offset, length);
        starved = false;
        if (n > 0) {
            silent = false;
            if (headLeft != Integer.MAX_VALUE) {
                headLeft -= n;
                if (headLeft < 0) {
                    throw new MessageConstraintException("The head is too long");
                }
            }
        }
        return n;
    }

    @Override
    public int available() throws IOException {
        return socket.available();
    }

    /** That a read would have waited. HttpCore's streams can be read on after it, as after a timeout. */
    static final class Starved extends IOException {

        private static final long serialVersionUID = 1L;
        private static final Starved NOW = new Starved();

        @Override
        public synchronized Throwable fillInStackTrace() {
            return this;
        }
    }
}
