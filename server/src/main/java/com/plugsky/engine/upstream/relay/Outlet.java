package com.plugsky.engine.upstream.relay;

import com.plugsky.engine.Sink;
import com.plugsky.json.scan.Edits;
import java.io.IOException;
import java.util.Arrays;

/**
 * What one read gives the caller, gathered for one write. A single run of the upstream's own bytes is written from where it
 * stands; anything else is copied together.
 */
final class Outlet {

    /** What is kept of the buffer between two writes. */
    private static final int KEPT = 16 * 1024;

    private final Sink sink;
    private byte[] buffer = {};
    private int size;
    private byte[] run = {};
    private int runFrom;
    private int runTo;

    Outlet(Sink sink) {
        this.sink = sink;
    }

    /** Adds bytes of an array that stays as it is until {@link #flush}. */
    void slice(byte[] array, int from, int to) {
        if (array == run && from == runTo && runFrom < runTo) {
            runTo = to;
            return;
        }
        settle();
        run = array;
        runFrom = from;
        runTo = to;
    }

    /** Adds bytes that may change afterwards. */
    void text(byte[] bytes) {
        settle();
        copy(bytes, 0, bytes.length);
    }

    /** Adds a part of an array with its edits. */
    void edited(byte[] array, int from, int to, Edits edits) {
        int at = from;
        for (int i = 0; i < edits.size(); i++) {
            slice(array, at, edits.from(i));
            text(edits.text(i));
            at = edits.to(i);
        }
        slice(array, at, to);
    }

    /** Writes what was added, if there is anything. */
    boolean flush() throws IOException {
        boolean straight = size == 0;
        if (!straight) {
            settle();
        }
        int from = straight ? runFrom : 0;
        int to = straight ? runTo : size;
        byte[] bytes = straight ? run : buffer;
        runFrom = 0;
        runTo = 0;
        size = 0;
        if (from == to) {
            return false;
        }
        sink.event(bytes, from, to - from);
        if (buffer.length > KEPT) {
            buffer = new byte[] {};
        }
        return true;
    }

    private void settle() {
        if (runFrom < runTo) {
            copy(run, runFrom, runTo);
        }
        runFrom = 0;
        runTo = 0;
    }

    private void copy(byte[] bytes, int from, int to) {
        int more = to - from;
        if (size + more > buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.max(512, Math.max(size + more, buffer.length * 2)));
        }
        System.arraycopy(bytes, from, buffer, size, more);
        size += more;
    }
}
