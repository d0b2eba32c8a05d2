package com.plugsky.json.scan;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Eight bytes of JSON looked at in one step, the first of them the lowest. */
public final class Eight {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;

    private Eight() {}

    /** The eight bytes from an offset on, which must be there. */
    public static long at(byte[] bytes, int offset) {
        return (long) LONGS.get(bytes, offset);
    }

    /** How many stand before the first quote, backslash or control character: 8 if there is none. */
    public static int plain(long eight) {
        long quotes = eight ^ ONES * '"';
        long slashes = eight ^ ONES * '\\';
        long found = (quotes - ONES) & ~quotes | (slashes - ONES) & ~slashes | (eight - ONES * ' ') & ~eight;
        return Long.numberOfTrailingZeros(found & HIGH_BITS) >>> 3;
    }

    /** Whether all are ASCII. */
    public static boolean ascii(long eight) {
        return (eight & HIGH_BITS) == 0;
    }
}
