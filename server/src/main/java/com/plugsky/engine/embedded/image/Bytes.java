package com.plugsky.engine.embedded.image;

import java.io.ByteArrayOutputStream;

/** The bytes of a file that are read piece by piece, and of which some are kept. One use. */
final class Bytes {

    private final byte[] file;
    private final ByteArrayOutputStream kept;
    private int at;

    Bytes(byte[] file) {
        this.file = file;
        this.kept = new ByteArrayOutputStream(Math.min(file.length, 1 << 16));
    }

    /** Whether so many more bytes are there. */
    boolean has(int count) {
        return count <= file.length - at;
    }

    int peek(int ahead) {
        return file[at + ahead] & 0xff;
    }

    /** A number of two or four bytes, the highest first. */
    int big(int ahead, int count) {
        int value = 0;
        for (int i = 0; i < count; i++) {
            value = value << 8 | peek(ahead + i);
        }
        return value;
    }

    boolean starts(int ahead, String latin) {
        if (!has(ahead + latin.length())) {
            return false;
        }
        for (int i = 0; i < latin.length(); i++) {
            if (peek(ahead + i) != latin.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Goes over these bytes, as far as there are so many. */
    void skip(int count) {
        at += Math.min(count, file.length - at);
    }

    /** Goes over these bytes and keeps them. */
    void keep(int count) {
        int some = Math.min(count, file.length - at);
        kept.write(file, at, some);
        at += some;
    }

    /** Writes bytes that stand in the file no more. */
    void end(int... last) {
        for (int one : last) {
            kept.write(one);
        }
    }

    byte[] kept() {
        return kept.toByteArray();
    }
}
