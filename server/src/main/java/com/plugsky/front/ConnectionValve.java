package com.plugsky.front;

import com.plugsky.access.AccessFilter;
import com.plugsky.access.Caller;
import com.plugsky.engine.Trace;
import com.plugsky.observe.Observer;
import com.plugsky.observe.Passage;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/**
 * The first of all valves: gives each request its id, and its response the headers that not even a garbled request goes
 * without; and tells the observer of its end, however it came, and the watch if that was not the end of its body.
 */
final class ConnectionValve extends ValveBase {
    private final RequestIds ids = new RequestIds();
    private final Observer observer;
    private final ClientWatch watch;
    private final Duration bodyTime;

    /** {@code bodyTime} is how long the rest of a body may take that nobody read. */
    ConnectionValve(Observer observer, ClientWatch watch, Duration bodyTime) {
        super(true);
        this.observer = observer;
        this.watch = watch;
        this.bodyTime = bodyTime;
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        RequestRoom.shrink(request);
        var coyote = request.getCoyoteRequest();
        var socket =
                coyote.getNote(GoneProtocol.CONNECTION_NOTE) instanceof SocketWrapperBase<?> wrapper ? wrapper : null;
        var passage = new Passage(ids.next(), trace(request), clientId(request));
        var arrival =
                new Arrival(passage, coyote.getStartTimeNanos(), new Connection(response.getCoyoteResponse(), socket));
        arrival.attach(request);
        arrival.stamp(response);
        try {
            getNext().invoke(request, response);
        } finally {
            passage.asks(
                    request.getAttribute(AccessFilter.OPERATION) instanceof String path ? path : null,
                    request.getAttribute(AccessFilter.CALLER) instanceof Caller caller ? caller : null);
            Leftover.watch(coyote, arrival.connection(), bodyTime, watch);
            observer.ended(passage, new Observer.Ended(arrival.startNanos(), System.nanoTime(), response.getStatus()));
        }
    }

    private Trace trace(Request request) {
        String parent = request.getHeader("traceparent");
        return parent == null
                ? observer.trace(null, null)
                : observer.trace(parent, String.join(",", Collections.list(request.getHeaders("tracestate"))));
    }

    private static @Nullable String clientId(Request request) {
        String id = request.getHeader("x-client-request-id");
        return id == null ? request.getHeader("x-request-id") : id;
    }
}
