package com.plugsky.front;

import com.plugsky.error.ApiError;
import com.plugsky.error.Envelope;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** The way in which servlet, filters and MVC answer with an error. */
final class ErrorAnswer {

    private ErrorAnswer() {}

    /** Writes the whole response, unless one has begun already. */
    static void write(HttpServletRequest request, HttpServletResponse response, ApiError error) throws IOException {
        write(Arrival.of(request), response, error);
    }

    static void write(Arrival arrival, HttpServletResponse response, ApiError error) throws IOException {
        if (response.isCommitted()) {
            return;
        }
        arrival.passage().failed(error.code());
        tell(arrival, response, error);
    }

    /** The same for a "no" that refuses nobody, and is not counted as if it did. */
    static void tell(Arrival arrival, HttpServletResponse response, ApiError error) throws IOException {
        byte[] body = Envelope.bytes(error);
        response.resetBuffer();
        response.setStatus(error.status());
        error.responseHeaders().forEach(response::setHeader);
        arrival.stampTime(response);
        response.setContentType("application/json");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
