package com.plugsky.conformance.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/** Reads one body by the framing its head names, noting when its bytes came. */
final class BodyReader {
    private static final int MAX_BODY = 16 * 1024 * 1024;

    private final Source source;
    private final Deadline deadline;
    private final Predicate<byte[]> enough;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream(1024);
    private final List<Arrival> arrivals = new ArrayList<>();
    private int burst = -1;
    private boolean stopped;
    private boolean complete;

    /** @param enough asked with the body so far after each read; true stops the reading */
    BodyReader(Source source, Deadline deadline, Predicate<byte[]> enough) {
        this.source = source;
        this.deadline = deadline;
        this.enough = enough;
    }

    byte[] body() {
        return body.toByteArray();
    }

    List<Arrival> arrivals() {
        return arrivals;
    }

    boolean complete() {
        return complete;
    }

    void read(Answer.Head head, String method) throws IOException {
        String encoding = head.header("Transfer-Encoding");
        String length = head.header("Content-Length");
        if (method.equals("HEAD") || head.status() == 101 || head.status() == 204 || head.status() == 304) {
            complete = true;
        } else if (encoding != null && encoding.toLowerCase(Locale.ROOT).contains("chunked")) {
            chunks();
        } else if (length != null) {
            complete = take(number(length.strip(), 10));
        } else {
            untilClosed();
        }
    }

    private void chunks() throws IOException {
        ByteArrayOutputStream framing = new ByteArrayOutputStream();
        while (!stopped) {
            long size = number(source.line(framing, deadline).split(";", 2)[0].strip(), 16);
            if (size == 0) {
                while (!source.line(framing, deadline).isEmpty()) {
                    framing.reset();
                }
                complete = true;
                return;
            }
            if (!take(size)) {
                return;
            }
            if (!source.line(framing, deadline).isEmpty()) {
                throw new WireFault("chunk longer than its size " + size);
            }
            framing.reset();
        }
    }

    private void untilClosed() throws IOException {
        while (!stopped && source.fill(deadline)) {
            move(Integer.MAX_VALUE);
        }
        complete = !stopped;
    }

    /** True when all of {@code size} came; false when the caller had enough. */
    private boolean take(long size) throws IOException {
        long left = size;
        while (left > 0) {
            if (stopped) {
                return false;
            }
            if (!source.fill(deadline)) {
                throw new WireFault("connection ended " + left + " bytes before the body's end");
            }
            left -= move((int) Math.min(left, Integer.MAX_VALUE));
        }
        return true;
    }

    private int move(int max) throws IOException {
        int count = source.take(body, max);
        arrived();
        if (body.size() > MAX_BODY) {
            throw new WireFault("body over " + MAX_BODY + " bytes");
        }
        stopped = enough != Wire.ALL && enough.test(body.toByteArray());
        return count;
    }

    /** Chunks that came at one time are one arrival. */
    private void arrived() {
        if (source.bursts() == burst) {
            arrivals.removeLast();
        }
        burst = source.bursts();
        arrivals.add(new Arrival(body.size(), source.lastRead()));
    }

    private static long number(String text, int radix) throws WireFault {
        try {
            long value = Long.parseLong(text, radix);
            if (value >= 0) {
                return value;
            }
        } catch (NumberFormatException bad) {
            throw new WireFault("length: " + text + " (expected: a number)");
        }
        throw new WireFault("length: " + text + " (expected: >= 0)");
    }
}
