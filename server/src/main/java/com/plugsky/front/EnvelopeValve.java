package com.plugsky.front;

import com.plugsky.error.ApiError;
import com.plugsky.error.Envelope;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;

/** Tomcat's own faults, such as a garbled request line, in our envelope. Tomcat makes it by its name. */
public final class EnvelopeValve extends ErrorReportValve {

    @Override
    protected void report(Request request, Response response, @Nullable Throwable fault) {
        int status = response.getStatus();
        if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        ApiError error = HttpFaults.of(status);
        Arrival arrival = Arrival.of(request);
        arrival.passage().failed(error.code());
        arrival.stamp(response.getResponse());
        arrival.stampTime(response.getResponse());
        error.responseHeaders().forEach(response::setHeader);
        response.setContentType("application/json");
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        try {
            Writer writer = response.getReporter();
            if (writer != null) {
                writer.write(new String(Envelope.bytes(error), StandardCharsets.UTF_8));
                response.finishResponse();
            }
        } catch (IOException e) {
            container.getLogger().debug("The caller of a refused request has gone", e);
        }
    }
}
