package com.plugsky.json.scan;

/**
 * The check that bytes are UTF-8 as RFC 3629 has it: no overlong form, no half of a surrogate pair, nothing above U+10FFFF.
 *
 * <p>The JSON parser decodes some of these without complaint; bytes that are handed on must not hold them.
 */
public final class Utf8 {

    private Utf8() {}

    /** The offset of the first byte that is not UTF-8; -1 if all are. */
    public static int firstFault(byte[] bytes) {
        return firstFault(bytes, 0, bytes.length);
    }

    /** The same for a part of an array. */
    public static int firstFault(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to) {
            if (bytes[at] >= 0) {
                at = afterAscii(bytes, at, to);
            } else {
                int length = sequence(bytes, at, to);
                if (length == 0) {
                    return at;
                }
                at += length;
            }
        }
        return -1;
    }

    /** How many more bytes than UTF-16 units the text of a part of an array has, which is UTF-8. */
    public static int surplus(byte[] bytes, int from, int to) {
        int surplus = 0;
        int at = from;
        for (; at + 2 * Long.BYTES <= to; at += 2 * Long.BYTES) {
            long first = Eight.at(bytes, at);
            long second = Eight.at(bytes, at + Long.BYTES);
            if (!Eight.ascii(first | second)) {
                surplus += Eight.surplus(first) + Eight.surplus(second);
            }
        }
        for (; at < to; at++) {
            surplus += Eight.surplus(bytes[at] & 0xFF);
        }
        return surplus;
    }

    private static int afterAscii(byte[] bytes, int from, int to) {
        int at = from;
        while (at + 2 * Long.BYTES <= to) {
            long first = Eight.at(bytes, at);
            long second = Eight.at(bytes, at + Long.BYTES);
            if (!Eight.ascii(first | second)) {
                return at + Eight.before(Eight.foreign(first), Eight.foreign(second));
            }
            at += 2 * Long.BYTES;
        }
        while (at < to && bytes[at] >= 0) {
            at++;
        }
        return at;
    }

    /** The length of the sequence of several bytes that begins here; 0 if none does. */
    private static int sequence(byte[] bytes, int at, int to) {
        int first = bytes[at] & 0xFF;
        if (first < 0xC2 || first > 0xF4) {
            return 0;
        }
        if (first < 0xE0) {
            return follows(bytes, to, at + 1, 0x80, 0xBF) ? 2 : 0;
        }
        if (first < 0xF0) {
            int low = first == 0xE0 ? 0xA0 : 0x80;
            int high = first == 0xED ? 0x9F : 0xBF;
            return follows(bytes, to, at + 1, low, high) && follows(bytes, to, at + 2, 0x80, 0xBF) ? 3 : 0;
        }
        int low = first == 0xF0 ? 0x90 : 0x80;
        int high = first == 0xF4 ? 0x8F : 0xBF;
        boolean whole = follows(bytes, to, at + 1, low, high)
                && follows(bytes, to, at + 2, 0x80, 0xBF)
                && follows(bytes, to, at + 3, 0x80, 0xBF);
        return whole ? 4 : 0;
    }

    private static boolean follows(byte[] bytes, int to, int at, int low, int high) {
        if (at >= to) {
            return false;
        }
        int value = bytes[at] & 0xFF;
        return value >= low && value <= high;
    }
}
