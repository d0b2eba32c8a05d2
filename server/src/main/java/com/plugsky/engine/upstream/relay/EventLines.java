package com.plugsky.engine.upstream.relay;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.plugsky.engine.EngineFailure;
import java.util.Arrays;

/**
 * The lines of an event stream, in whatever pieces they arrive; they end with LF, CRLF or CR. Bytes are looked at where they
 * stand, and copied only if a line goes on in the next read.
 */
final class EventLines {

    /** The longest line. */
    static final int MOST_BYTES = 4 << 20;

    private static final byte[] DATA = "data".getBytes(US_ASCII);
    private static final byte[] EVENT = "event".getBytes(US_ASCII);
    private static final byte[] ERROR = "error".getBytes(US_ASCII);
    private static final int KEPT = 16 * 1024;

    /** What a line is. */
    enum Kind {
        /** A piece of an event's data. */
        DATA,
        /** The end of an event. */
        BLANK,
        /** An error's text, in an event that is called so, or without one. */
        ERROR,
        /** Anything else: comments, names, numbers. */
        OTHER
    }

    private byte[] bytes = {};
    private int lineStart;
    private int seen;
    private int end;
    private byte[] kept = {};
    private int keptSize;
    private boolean begun;
    private boolean afterReturn;
    private boolean failing;
    private Kind kind = Kind.OTHER;
    private int from;
    private int to;
    private boolean plain;

    /** Adds what was read, which stays as it is until {@link #keepRest}. */
    void add(byte[] read, int offset, int length) {
        if (keptSize == 0) {
            bytes = read;
            lineStart = offset;
            seen = offset;
            end = offset + length;
            return;
        }
        if (keptSize + length > kept.length) {
            kept = Arrays.copyOf(kept, Math.max(512, Math.max(keptSize + length, kept.length * 2)));
        }
        System.arraycopy(read, offset, kept, keptSize, length);
        bytes = kept;
        lineStart = 0;
        seen = keptSize;
        end = keptSize + length;
    }

    /** Goes to the next whole line. */
    boolean next() {
        if (afterReturn && seen < end) {
            afterReturn = false;
            if (bytes[seen] == '\n') {
                lineStart = ++seen;
            }
        }
        int i = seen;
        while (i < end && bytes[i] != '\n' && bytes[i] != '\r') {
            i++;
        }
        if (i == end) {
            seen = end;
            return false;
        }
        int start = lineStart;
        afterReturn = bytes[i] == '\r';
        seen = i + 1;
        lineStart = seen;
        read(start, i);
        return true;
    }

    /** Goes to what stands behind the last line's end, if there is anything. */
    boolean last() {
        bytes = kept;
        if (keptSize == 0) {
            return false;
        }
        end = keptSize;
        keptSize = 0;
        read(0, end);
        return true;
    }

    /** Copies what has no end yet. */
    void keepRest() throws EngineFailure {
        int rest = end - lineStart;
        if (rest > MOST_BYTES) {
            throw UpstreamErrors.broken("a line of more than " + MOST_BYTES + " bytes");
        }
        if (rest == 0 && kept.length > KEPT) {
            kept = new byte[] {};
        }
        if (rest > kept.length) {
            byte[] larger = new byte[Math.max(512, rest)];
            System.arraycopy(bytes, lineStart, larger, 0, rest);
            kept = larger;
        } else if (rest > 0 && (bytes != kept || lineStart > 0)) {
            System.arraycopy(bytes, lineStart, kept, 0, rest);
        }
        keptSize = rest;
    }

    /** How many bytes are taken up by what has no end yet. */
    int held() {
        return kept.length;
    }

    Kind kind() {
        return kind;
    }

    /** The array in which the line's data stands. */
    byte[] bytes() {
        return bytes;
    }

    int from() {
        return from;
    }

    int to() {
        return to;
    }

    /** Whether the data stands between {@code data: } and the two line feeds that end its event, all of it in one place. */
    boolean isPlain() {
        return plain;
    }

    private void read(int lineFrom, int lineTo) {
        int start = lineFrom;
        if (!begun) {
            begun = true;
            boolean mark = lineTo - start >= 3
                    && (bytes[start] & 0xFF) == 0xEF
                    && (bytes[start + 1] & 0xFF) == 0xBB
                    && (bytes[start + 2] & 0xFF) == 0xBF;
            start += mark ? 3 : 0;
        }
        kind = Kind.OTHER;
        if (start == lineTo) {
            kind = Kind.BLANK;
            failing = false;
        } else if (isField(DATA, start, lineTo)) {
            value(start + DATA.length + 1, lineTo);
            kind = failing && from < to ? Kind.ERROR : Kind.DATA;
            plain = from == start + DATA.length + 2
                    && bytes[from - 1] == ' '
                    && to == lineTo
                    && lineTo + 1 < end
                    && bytes[lineTo] == '\n'
                    && bytes[lineTo + 1] == '\n';
        } else if (isField(EVENT, start, lineTo)) {
            value(start + EVENT.length + 1, lineTo);
            failing = Arrays.equals(bytes, from, to, ERROR, 0, ERROR.length);
        } else if (isField(ERROR, start, lineTo)) {
            value(start + ERROR.length + 1, lineTo);
            kind = Kind.ERROR;
        } else if (bytes[start] == '{') {
            value(start, lineTo); // no line of events at all
            kind = Kind.ERROR;
        }
    }

    private boolean isField(byte[] name, int start, int lineTo) {
        int colon = start + name.length;
        return lineTo >= colon
                && (lineTo == colon || bytes[colon] == ':')
                && Arrays.equals(bytes, start, colon, name, 0, name.length);
    }

    private void value(int start, int lineTo) {
        from = Math.min(start, lineTo);
        to = lineTo;
        while (from < to && (bytes[from] == ' ' || bytes[from] == '\t')) {
            from++;
        }
        while (from < to && (bytes[to - 1] == ' ' || bytes[to - 1] == '\t')) {
            to--;
        }
    }
}
