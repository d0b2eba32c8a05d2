package com.plugsky.conformance.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** The bytes that come from a socket, buffered, each read bounded by a deadline. One thread. */
final class Source {
    private static final int BUFFER = 16 * 1024;
    private static final int MAX_LINE = 64 * 1024;

    private final Socket socket;
    private final InputStream in;
    private final byte[] buffer = new byte[BUFFER];
    private int position;
    private int limit;
    private long lastRead;
    private long total;
    private int bursts;
    private boolean ended;

    Source(Socket socket) throws IOException {
        this.socket = socket;
        this.in = socket.getInputStream();
    }

    /** When the bytes in hand arrived. */
    long lastRead() {
        return lastRead;
    }

    /** How many bytes came in all, those in hand too. */
    long total() {
        return total;
    }

    /** How many times bytes came. What a full buffer could not hold came with it, however many reads it takes. */
    int bursts() {
        return bursts;
    }

    /** Whether the server closed the connection, as far as it was read. */
    boolean ended() {
        return ended;
    }

    int available() {
        return limit - position;
    }

    /** Reads once from the socket when nothing is in hand; false at the end of the stream. */
    boolean fill(Deadline deadline) throws IOException {
        if (position < limit) {
            return true;
        }
        boolean full = limit == BUFFER;
        socket.setSoTimeout(deadline.millisLeft());
        int count = in.read(buffer, 0, buffer.length);
        lastRead = System.nanoTime();
        position = 0;
        limit = Math.max(count, 0);
        total += limit;
        ended = count <= 0;
        bursts += full || ended ? 0 : 1;
        return !ended;
    }

    /** Moves at most {@code max} of the bytes in hand to {@code out}; how many. */
    int take(ByteArrayOutputStream out, int max) {
        int count = Math.min(max, available());
        out.write(buffer, position, count);
        position += count;
        return count;
    }

    /** Reads a line up to its line feed into {@code raw} too; the line without its end. */
    String line(ByteArrayOutputStream raw, Deadline deadline) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(80);
        while (true) {
            if (!fill(deadline)) {
                throw new WireFault("connection ended inside a line");
            }
            byte next = buffer[position++];
            raw.write(next);
            if (next == '\n') {
                break;
            }
            line.write(next);
            if (line.size() > MAX_LINE) {
                throw new WireFault("line longer than " + MAX_LINE + " bytes");
            }
        }
        String text = line.toString(StandardCharsets.ISO_8859_1);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }
}
