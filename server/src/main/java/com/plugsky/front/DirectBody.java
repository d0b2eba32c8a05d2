package com.plugsky.front;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import org.apache.coyote.Request;
import org.apache.coyote.http11.Http11InputBuffer;
import org.apache.tomcat.util.net.ApplicationBufferHandler;
import org.apache.tomcat.util.net.NioChannel;
import org.jspecify.annotations.Nullable;

/**
 * The body of a request, what has come of it read straight into its place: Tomcat's own buffers are small, because every stream
 * has some, and with them a large body takes a call of the system for each 2 KB.
 *
 * <p>Whatever Tomcat holds already is read first, and waiting is left to Tomcat. It is shown what went past it, so that it knows
 * where the body ends. For use by one thread.
 */
final class DirectBody extends FilterInputStream {
    /** What Tomcat reads at once is left to Tomcat. */
    private static final int LEAST = 2 * 1024;

    /** The system copies through a buffer of this size, which stays with the thread. */
    private static final int MOST = 128 * 1024;

    private final Request request;
    private final Http11InputBuffer tomcats;
    private final NioChannel channel;

    /** Takes the stream of the same request; all of the body is read through this one. */
    DirectBody(InputStream body, Request request, Http11InputBuffer tomcats, NioChannel channel) {
        super(body);
        this.request = request;
        this.tomcats = tomcats;
        this.channel = channel;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        long left = request.getContentLengthLong() - request.getBytesRead();
        int most = (int) Math.min(Math.min(length, MOST), left);
        int count = most > LEAST && begun() && in.available() == 0 ? direct(bytes, offset, most) : 0;
        return count > 0 ? count : in.read(bytes, offset, length);
    }

    /** The first read is Tomcat's, which may have to ask for the body; and it must hold nothing that comes before. */
    private boolean begun() {
        return request.getBytesRead() > 0 && channel.getBufHandler().isReadBufferEmpty();
    }

    private int direct(byte[] bytes, int offset, int length) throws IOException {
        int count = channel.read(ByteBuffer.wrap(bytes, offset, length));
        if (count > 0 && show(ByteBuffer.wrap(bytes, offset, count)) != count) {
            throw new IllegalStateException("Tomcat does not take the body for what was read of it");
        }
        return count;
    }

    private int show(ByteBuffer read) throws IOException {
        ByteBuffer own = tomcats.getByteBuffer();
        tomcats.setByteBuffer(read);
        try {
            return request.doRead(new Shown());
        } finally {
            tomcats.setByteBuffer(own);
        }
    }

    /** Takes what Tomcat hands over, which is where it belongs already. */
    private static final class Shown implements ApplicationBufferHandler {
        private @Nullable ByteBuffer buffer;

        @Override
        public void setByteBuffer(ByteBuffer buffer) {
            this.buffer = buffer;
        }

        @Override
        public @Nullable ByteBuffer getByteBuffer() {
            return buffer;
        }

        @Override
        public void expand(int size) {
            throw new IllegalStateException("nothing is to be copied");
        }
    }
}
