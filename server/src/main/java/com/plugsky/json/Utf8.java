package com.plugsky.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The check that bytes are UTF-8 as RFC 3629 has it: no overlong form, no half of a surrogate pair, nothing above U+10FFFF.
 *
 * <p>The JSON parser decodes some of these without complaint; bytes that are handed on must not hold them.
 */
public final class Utf8 {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long HIGH_BITS = 0x8080808080808080L;

    private Utf8() {}

    /** The offset of the first byte that is not UTF-8; -1 if all are. */
    public static int firstFault(byte[] bytes) {
        int at = 0;
        while (at < bytes.length) {
            if (bytes[at] >= 0) {
                at = afterAscii(bytes, at);
            } else {
                int length = sequence(bytes, at);
                if (length == 0) {
                    return at;
                }
                at += length;
            }
        }
        return -1;
    }

    private static int afterAscii(byte[] bytes, int from) {
        int at = from;
        while (at + Long.BYTES <= bytes.length && ((long) LONGS.get(bytes, at) & HIGH_BITS) == 0) {
            at += Long.BYTES;
        }
        while (at < bytes.length && bytes[at] >= 0) {
            at++;
        }
        return at;
    }

    /** The length of the sequence of several bytes that begins here; 0 if none does. */
    private static int sequence(byte[] bytes, int at) {
        int first = bytes[at] & 0xFF;
        if (first < 0xC2 || first > 0xF4) {
            return 0;
        }
        if (first < 0xE0) {
            return follows(bytes, at + 1, 0x80, 0xBF) ? 2 : 0;
        }
        if (first < 0xF0) {
            int low = first == 0xE0 ? 0xA0 : 0x80;
            int high = first == 0xED ? 0x9F : 0xBF;
            return follows(bytes, at + 1, low, high) && follows(bytes, at + 2, 0x80, 0xBF) ? 3 : 0;
        }
        int low = first == 0xF0 ? 0x90 : 0x80;
        int high = first == 0xF4 ? 0x8F : 0xBF;
        boolean whole = follows(bytes, at + 1, low, high)
                && follows(bytes, at + 2, 0x80, 0xBF)
                && follows(bytes, at + 3, 0x80, 0xBF);
        return whole ? 4 : 0;
    }

    private static boolean follows(byte[] bytes, int at, int low, int high) {
        if (at >= bytes.length) {
            return false;
        }
        int value = bytes[at] & 0xFF;
        return value >= low && value <= high;
    }
}
