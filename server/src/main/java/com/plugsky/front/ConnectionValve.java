package com.plugsky.front;

import jakarta.servlet.ServletException;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.tomcat.util.net.SocketWrapperBase;

/** The first of all valves: gives each request its id, and its response the headers that not even a garbled request goes without. */
final class ConnectionValve extends ValveBase {
    private final RequestIds ids = new RequestIds();

    ConnectionValve() {
        super(true);
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        var coyote = request.getCoyoteRequest();
        var socket =
                coyote.getNote(GoneProtocol.CONNECTION_NOTE) instanceof SocketWrapperBase<?> wrapper ? wrapper : null;
        var arrival = new Arrival(
                ids.next(), coyote.getStartTimeNanos(), new Connection(response.getCoyoteResponse(), socket));
        arrival.attach(request);
        arrival.stamp(response);
        getNext().invoke(request, response);
    }
}
