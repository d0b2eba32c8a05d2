package com.plugsky.json.scan;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Eight bytes of JSON looked at in one step, the first of them the lowest. */
public final class Eight {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long QUOTE_TO_BLANK = '"' ^ ' ';
    private static final long HIGH_BITS = 0x8080808080808080L;

    private Eight() {}

    /** The eight bytes from an offset on, which must be there. */
    public static long at(byte[] bytes, int offset) {
        return (long) LONGS.get(bytes, offset);
    }

    /** How many stand before the first quote, backslash or control character: 8 if there is none. */
    public static int plain(long eight) {
        return before(special(eight));
    }

    /**
     * The high bit of the first quote, backslash or control character; 0 if there is none. Those of later bytes may be set
     * without cause.
     */
    public static long special(long eight) {
        long quotes = eight ^ ONES * QUOTE_TO_BLANK; // a quote comes to lie right above the control characters
        long slashes = eight ^ ONES * '\\';
        return (quotes - ONES * (' ' + 1) | slashes - ONES) & ~eight & HIGH_BITS;
    }

    /** How many bytes stand before the first whose high bit is set: 8 if none is. */
    public static int before(long highBits) {
        return Long.numberOfTrailingZeros(highBits) >>> 3;
    }

    /** The same for sixteen bytes. */
    public static int before(long firstHighBits, long secondHighBits) {
        return firstHighBits != 0 ? before(firstHighBits) : Long.BYTES + before(secondHighBits);
    }

    /** Whether all are ASCII. */
    public static boolean ascii(long eight) {
        return foreign(eight) == 0;
    }

    /** The high bit of each byte that is not ASCII. */
    static long foreign(long eight) {
        return eight & HIGH_BITS;
    }

    /** How many more bytes of UTF-8 than UTF-16 units these are, each byte looked at for itself. */
    static int surplus(long eight) {
        long second = eight << 1;
        long continued = eight & ~second & HIGH_BITS;
        long firstOfFour = eight & second & eight << 2 & eight << 3 & HIGH_BITS;
        return Long.bitCount(continued) - Long.bitCount(firstOfFour);
    }
}
