package com.plugsky.engine.upstream.http;

import java.io.IOException;
import java.io.OutputStream;

/**
 * A request on its way into a socket: in one write if it is small; the large pieces of a large one go as they are, uncopied.
 */
final class Outbound extends OutputStream {

    private static final int ONE_WRITE = 16 * 1024;
    private static final int GATHERED = 4 * 1024;

    private final OutputStream socket;
    private final byte[] gathered;
    private int count;

    Outbound(OutputStream socket, byte[] head, long length) {
        this.socket = socket;
        long whole = head.length + length;
        gathered = new byte[whole <= ONE_WRITE ? (int) whole : Math.max(head.length, GATHERED)];
        System.arraycopy(head, 0, gathered, 0, head.length);
        count = head.length;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        if (length > gathered.length - count) {
            flush();
        }
        if (length > gathered.length) {
            socket.write(bytes, offset, length);
            return;
        }
        System.arraycopy(bytes, offset, gathered, count, length);
        count += length;
    }

    @Override
    public void flush() throws IOException {
        if (count > 0) {
            socket.write(gathered, 0, count);
            count = 0;
        }
    }
}
