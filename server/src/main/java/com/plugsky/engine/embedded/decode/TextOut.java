package com.plugsky.engine.embedded.decode;

import java.util.Arrays;

/**
 * The way from tokens to text: it holds back what may become a stop and the first bytes of a character that is not
 * complete, and lets go of everything else. One thread.
 *
 * <p>Order of calls: {@link #add} for each token until it says that a stop was met, {@link #release} at any time between,
 * {@link #finish} once. What is let go stands in {@link #bytes} from 0 to {@link #free}; {@link #taken} says that it was
 * written.
 */
public final class TextOut {

    private final Stops stops;
    private final int[] matched;
    private byte[] bytes = new byte[64];
    private int[] ends = new int[16];
    private int size;
    private int tokens;

    /** Where the first token that is held begins: below 0 if a part of it has left. */
    private int firstStart;

    private int free;
    private boolean finished;

    public TextOut(Stops stops) {
        this.stops = stops;
        this.matched = new int[stops.size()];
    }

    /**
     * Adds a token's bytes.
     *
     * @return whether a stop was met: the text ends before it, and tokens that lie wholly in it are forgotten
     */
    public boolean add(byte[] token) {
        reserve(token.length);
        System.arraycopy(token, 0, bytes, size, token.length);
        for (int i = 0; i < token.length && matched.length > 0; i++) {
            for (int stop = 0; stop < matched.length; stop++) {
                matched[stop] = stops.next(stop, matched[stop], token[i]);
                if (matched[stop] == stops.length(stop)) {
                    cut(size + i + 1 - matched[stop]);
                    return true;
                }
            }
        }
        size += token.length;
        ends[tokens++] = size;
        return false;
    }

    private void cut(int at) {
        size = at;
        int kept = 0;
        int start = firstStart;
        while (kept < tokens && start < at) {
            start = ends[kept++];
        }
        if (start < at) {
            kept++; // the new token has bytes before the stop
        }
        tokens = kept;
        if (kept > 0) {
            ends[kept - 1] = at;
        }
    }

    /** Lets go of what can no longer change. */
    public void release() {
        int held = 0;
        for (int one : matched) {
            held = Math.max(held, one);
        }
        free = whole(Math.max(0, size - held));
    }

    /** Lets go of all, but for a character whose last bytes never came. */
    public void finish() {
        free = whole(size);
        finished = true;
    }

    /** The largest length up to {@code length} that does not end within a character. */
    private int whole(int length) {
        int start = length - 1;
        while (start >= 0 && start > length - 4 && (bytes[start] & 0xc0) == 0x80) {
            start--;
        }
        if (start < 0) {
            return length;
        }
        int first = bytes[start] & 0xff;
        int wanted = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : first >= 0xc0 ? 2 : 1;
        return length - start < wanted ? start : length;
    }

    public byte[] bytes() {
        return bytes;
    }

    /** How many bytes may be written. */
    public int free() {
        return free;
    }

    /** How many tokens are complete within them; those of the end all are once it is finished. */
    public int freeTokens() {
        int count = 0;
        while (count < tokens && (finished || ends[count] <= free)) {
            count++;
        }
        return count;
    }

    /** Says that what may be written was, and gives how many tokens that were. */
    public void taken() {
        int gone = freeTokens();
        firstStart = (gone == 0 ? firstStart : ends[gone - 1]) - free;
        System.arraycopy(bytes, free, bytes, 0, size - free);
        for (int i = gone; i < tokens; i++) {
            ends[i - gone] = ends[i] - free;
        }
        tokens -= gone;
        size -= free;
        free = 0;
    }

    private void reserve(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(size + more, bytes.length * 2));
        }
        if (tokens == ends.length) {
            ends = Arrays.copyOf(ends, ends.length * 2);
        }
    }
}
