package com.plugsky.engine.upstream.relay.walk;

import com.plugsky.json.scan.JsonCursor;
import java.util.Arrays;

/** Where a value stands in the text that is looked through, if it is there at all. Used again. */
final class Span {

    private static final int MOST_DIGITS = 9;

    private byte[] text = {};
    private int from = -1;
    private int to = -1;

    void clear() {
        from = -1;
    }

    /** Begins where the cursor is, and ends behind the value, which the cursor has passed. */
    void of(JsonCursor json, int start) {
        text = json.bytes();
        from = start;
        to = json.at();
    }

    int from() {
        return from;
    }

    int to() {
        return to;
    }

    boolean isFound() {
        return from >= 0;
    }

    /** Whether there is a value, and not null. */
    boolean says() {
        return from >= 0 && text[from] != 'n';
    }

    /** Whether it is a value of the kind that begins with this byte. */
    boolean begins(char first) {
        return from >= 0 && text[from] == first;
    }

    /** Whether it is a text, and not an empty one. */
    boolean isText() {
        return begins('"') && to - from > 2;
    }

    boolean is(byte[] value) {
        return from >= 0 && Arrays.equals(text, from, to, value, 0, value.length);
    }

    byte[] copy() {
        return Arrays.copyOfRange(text, from, to);
    }

    /** Whether it is a whole number without sign. */
    boolean isDigits() {
        if (from < 0) {
            return false;
        }
        for (int i = from; i < to; i++) {
            if (text[i] < '0' || text[i] > '9') {
                return false;
            }
        }
        return true;
    }

    /** Its value if it is a whole number of some digits and without sign; else -1. */
    int number() {
        if (!isDigits() || to - from > MOST_DIGITS) {
            return -1;
        }
        int value = 0;
        for (int i = from; i < to; i++) {
            value = value * 10 + text[i] - '0';
        }
        return value;
    }
}
