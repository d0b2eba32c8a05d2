package com.plugsky.front;

import java.io.IOException;
import org.apache.coyote.Processor;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.coyote.http11.Http11Processor;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler.SocketState;
import org.apache.tomcat.util.net.SocketWrapperBase;

/**
 * Tomcat's HTTP/1.1 with two additions: each request knows its connection, so that a caller who left can be noticed while
 * the answer is not ready, and a response's buffer is small, since thousands of streams have one each.
 */
public final class GoneProtocol extends Http11NioProtocol {
    /** The note of a Coyote request that holds its connection; a note outlives the requests of one connection. */
    static final int CONNECTION_NOTE = 31;

    private static final int RESPONSE_BUFFER_BYTES = 1536;

    @Override
    protected Processor createProcessor() {
        return new Http11Processor(this, getAdapter()) {
            @Override
            public SocketState service(SocketWrapperBase<?> connection) throws IOException {
                getRequest().setNote(CONNECTION_NOTE, connection);
                return super.service(connection);
            }
        };
    }

    @Override
    public int getDesiredBufferSize() {
        return RESPONSE_BUFFER_BYTES;
    }
}
