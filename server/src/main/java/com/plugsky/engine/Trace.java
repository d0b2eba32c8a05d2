package com.plugsky.engine;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * The place of one request in a trace that may span several servers, as the W3C recommendation "Trace Context" writes it.
 *
 * @param high the first half of the trace's id
 * @param low the second half
 * @param span the id of our own part of the trace
 * @param parent the id of the part above it, at first the caller's; 0: the trace begins here
 * @param flags the bits that are known: 1 sampled, 2 random
 * @param state {@code tracestate} of the caller, valid and bounded; empty if there is none
 */
public record Trace(long high, long low, long span, long parent, int flags, String state) {

    /** The longest {@code tracestate} that is handed on; of a longer one whole members are cut off at its end. */
    public static final int MAX_STATE = 512;

    private static final int LENGTH = 55;
    private static final int SAMPLED = 1;
    private static final int KNOWN_FLAGS = 3;
    private static final HexFormat HEX = HexFormat.of();

    /** A trace that begins here. */
    public static Trace start(boolean sampled) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return new Trace(random.nextLong(), id(random), id(random), 0, sampled ? KNOWN_FLAGS : 2, "");
    }

    /**
     * The caller's trace with a new part of our own.
     *
     * @param parent the caller's {@code traceparent}
     * @param state the caller's {@code tracestate}; one that is not valid is left out
     * @return null if {@code parent} is absent or not valid: then there is no trace to go on with
     */
    public static @Nullable Trace of(@Nullable String parent, @Nullable String state) {
        if (parent == null || !framed(parent)) {
            return null;
        }
        long high = HexFormat.fromHexDigitsToLong(parent, 3, 19);
        long low = HexFormat.fromHexDigitsToLong(parent, 19, 35);
        long theirs = HexFormat.fromHexDigitsToLong(parent, 36, 52);
        if ((high | low) == 0 || theirs == 0) {
            return null;
        }
        int flags = HexFormat.fromHexDigits(parent, 53, 55) & KNOWN_FLAGS;
        return new Trace(high, low, id(ThreadLocalRandom.current()), theirs, flags, TraceState.of(state));
    }

    /** A part of our own part, with an id of its own. */
    public Trace child() {
        return new Trace(high, low, id(ThreadLocalRandom.current()), span, flags, state);
    }

    /** Whether someone asked that this trace be recorded. */
    public boolean sampled() {
        return (flags & SAMPLED) != 0;
    }

    /** The trace's id, 32 digits. */
    public String traceId() {
        return HEX.toHexDigits(high) + HEX.toHexDigits(low);
    }

    /** The id of our own part, 16 digits. */
    public String spanId() {
        return HEX.toHexDigits(span);
    }

    /** The id of the part above, 16 digits; null if the trace begins here. */
    public @Nullable String parentId() {
        return parent == 0 ? null : HEX.toHexDigits(parent);
    }

    /** The {@code traceparent} for a server that is asked on behalf of this request. */
    public String header() {
        return "00-" + traceId() + '-' + spanId() + "-0" + flags;
    }

    /** Whether the text has the form of version 00, or of a later one that begins in the same way. */
    private static boolean framed(String text) {
        if (text.length() < LENGTH || (text.length() > LENGTH && text.charAt(LENGTH) != '-')) {
            return false;
        }
        for (int i = 0; i < LENGTH; i++) {
            boolean dash = i == 2 || i == 35 || i == 52;
            if (dash ? text.charAt(i) != '-' : !digit(text.charAt(i))) {
                return false;
            }
        }
        boolean zero = text.startsWith("00");
        return !text.startsWith("ff") && (!zero || text.length() == LENGTH);
    }

    private static boolean digit(char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
    }

    private static long id(ThreadLocalRandom random) {
        long id = random.nextLong();
        return id == 0 ? 1 : id;
    }
}
