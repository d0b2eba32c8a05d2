package com.plugsky.json.scan;

import java.util.Arrays;

/**
 * Bytes of one array that are to be others: spans in the order of the array, none in another, each with what stands there
 * instead. Two at one place keep the order in which they were added. Used again by {@link #clear}; one thread.
 */
public final class Edits {

    private static final byte[] NOTHING = {};

    private int[] froms = new int[8];
    private int[] tos = new int[8];
    private byte[][] texts = new byte[8][];
    private int size;

    /** Forgets all and keeps the space. */
    public void clear() {
        size = 0;
    }

    public int size() {
        return size;
    }

    /** Where the {@code i}-th begins. */
    public int from(int i) {
        return froms[i];
    }

    /** Where the {@code i}-th ends; the same as {@link #from} if it only adds. */
    public int to(int i) {
        return tos[i];
    }

    /** What stands there instead. */
    public byte[] text(int i) {
        return texts[i];
    }

    /** Leaves out what stands there. */
    public void remove(int from, int to) {
        replace(from, to, NOTHING);
    }

    /** Adds bytes before an offset. */
    public void insert(int at, byte[] text) {
        replace(at, at, text);
    }

    public void replace(int from, int to, byte[] text) {
        if (size == froms.length) {
            froms = Arrays.copyOf(froms, size * 2);
            tos = Arrays.copyOf(tos, size * 2);
            texts = Arrays.copyOf(texts, size * 2);
        }
        int i = size++;
        while (i > 0 && (froms[i - 1] > from || (froms[i - 1] == from && tos[i - 1] > to))) {
            froms[i] = froms[i - 1];
            tos[i] = tos[i - 1];
            texts[i] = texts[i - 1];
            i--;
        }
        froms[i] = from;
        tos[i] = to;
        texts[i] = text;
    }

    /** How much longer the array is with them. */
    public long growth() {
        long more = 0;
        for (int i = 0; i < size; i++) {
            more += texts[i].length - (tos[i] - froms[i]);
        }
        return more;
    }

    /** A part of the array with them; all of them lie in it. */
    public byte[] applied(byte[] array, int from, int to) {
        byte[] out = new byte[Math.toIntExact(to - from + growth())];
        int at = from;
        int written = 0;
        for (int i = 0; i < size; i++) {
            System.arraycopy(array, at, out, written, froms[i] - at);
            written += froms[i] - at;
            System.arraycopy(texts[i], 0, out, written, texts[i].length);
            written += texts[i].length;
            at = tos[i];
        }
        System.arraycopy(array, at, out, written, to - at);
        return out;
    }
}
