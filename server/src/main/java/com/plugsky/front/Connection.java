package com.plugsky.front;

import java.io.IOException;
import java.io.InputStream;
import java.net.StandardSocketOptions;
import java.nio.channels.NetworkChannel;
import java.time.Duration;
import org.apache.coyote.ActionCode;
import org.apache.coyote.Request;
import org.apache.coyote.Response;
import org.apache.coyote.http11.Http11InputBuffer;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.NioEndpoint.NioSocketWrapper;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/**
 * The connection under a request, for what servlets have no words for: whether somebody is still at its other end, and an
 * end of it in the middle of an answer.
 *
 * @param socket null where the connection cannot be watched
 */
record Connection(Response response, @Nullable SocketWrapperBase<?> socket) {

    /** Whether the caller is there, as far as can be seen; never asked while somebody writes. */
    boolean here() {
        try {
            if (socket != null) {
                socket.isReadyForRead(); // true: more requests wait; false: silence; neither means that it left
            }
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** The body of the request, faster to read if it is large; its length must be declared. */
    InputStream direct(InputStream body) {
        Request request = response.getRequest();
        return socket instanceof NioSocketWrapper nio
                        && nio.getSocket().getClass() == NioChannel.class // with TLS there is more between
                        && request.getInputBuffer() instanceof Http11InputBuffer tomcats
                ? new DirectBody(body, request, tomcats, nio.getSocket())
                : body;
    }

    /** Has a read wait no longer than this from now on, at least 1 ms; the next request's head ends that. */
    void patience(Duration most) {
        if (socket != null) {
            socket.setReadTimeout(Math.clamp(most.toMillis(), 1, Math.max(1, socket.getReadTimeout())));
        }
    }

    /** Ends it without the end of the answer: Tomcat writes nothing more, and closes it once the request is over. */
    void hangUp() {
        response.action(ActionCode.CLOSE_NOW, null);
    }

    /**
     * Ends it by a reset. The channel is closed below TLS, which would say goodbye, and its key taken from the poller at once:
     * until then the system keeps the connection open.
     */
    void reset() throws IOException {
        if (socket instanceof NioSocketWrapper nio) {
            NetworkChannel channel = nio.getSocket().getIOChannel();
            channel.setOption(StandardSocketOptions.SO_LINGER, 0);
            channel.close();
            nio.getPoller().getSelector().wakeup();
        }
        hangUp();
    }
}
