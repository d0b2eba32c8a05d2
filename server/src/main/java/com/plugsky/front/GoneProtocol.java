package com.plugsky.front;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.coyote.Processor;
import org.apache.coyote.Request;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.coyote.http11.Http11Processor;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler.SocketState;
import org.apache.tomcat.util.net.SocketWrapperBase;

/**
 * Tomcat's HTTP/1.1 with five additions: each request knows its connection, so that a caller who left can be noticed while
 * the answer is not ready; a response's buffer is small, since thousands of streams have one each; the requests that
 * are being answered are counted, so that the end cuts none; a head that comes too slowly as a whole ends its connection,
 * since Tomcat by itself bounds only the time between two pieces of it; and a connection that asks again at once keeps its
 * thread.
 */
public final class GoneProtocol extends Http11NioProtocol {
    /** The note of a Coyote request that holds its connection; a note outlives the requests of one connection. */
    static final int CONNECTION_NOTE = 31;

    private static final int RESPONSE_BUFFER_BYTES = 1536;

    /** How many more requests of a connection are answered before it makes room for those that wait in the poller. */
    private static final int IN_A_ROW = 3;

    /** When a request began of which nothing has come yet. */
    private static final long NOT_BEGUN = -1;

    private final AtomicInteger busy = new AtomicInteger();
    private volatile long headNanos = Long.MAX_VALUE;

    /** Sets the time within which a head must have come whole. */
    void headTime(Duration time) {
        headNanos = time.toNanos();
    }

    /**
     * How many connections have a request whose answer is not wholly with the system yet. The end of an answer is written
     * after all filters have returned, so whoever counts there counts too few.
     */
    int busy() {
        return busy.get();
    }

    @Override
    protected Processor createProcessor() {
        return new Http11Processor(this, getAdapter()) {
            @Override
            public SocketState service(SocketWrapperBase<?> connection) throws IOException {
                if (late(getRequest())) {
                    return SocketState.CLOSED;
                }
                getRequest().setNote(CONNECTION_NOTE, connection);
                SocketState state = serve(connection);
                for (int i = 0; i < IN_A_ROW && state == SocketState.OPEN && asksAgain(connection); i++) {
                    state = serve(connection);
                }
                return state;
            }

            private SocketState serve(SocketWrapperBase<?> connection) throws IOException {
                busy.incrementAndGet();
                try {
                    return super.service(connection);
                } finally {
                    busy.decrementAndGet();
                }
            }
        };
    }

    /**
     * Whether the next request has come by the time that the others had their turn: then the connection need not go through
     * the poller, which costs three calls of the system and a thread's wake-up. On an idle server it costs a look.
     */
    private boolean asksAgain(SocketWrapperBase<?> connection) throws IOException {
        Thread.yield();
        return !isPaused() && connection.isReadyForRead();
    }

    /** A request that has begun when its connection is served anew is a head of which the rest was missing. */
    private boolean late(Request request) {
        long began = request.getStartTimeNanos();
        return began != NOT_BEGUN && System.nanoTime() - began > headNanos;
    }

    @Override
    public int getDesiredBufferSize() {
        return RESPONSE_BUFFER_BYTES;
    }
}
