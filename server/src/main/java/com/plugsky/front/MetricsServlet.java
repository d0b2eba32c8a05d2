package com.plugsky.front;

import com.plugsky.observe.metrics.Meters;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The meters as Prometheus reads them: in the old form, or as OpenMetrics for those who accept it. */
final class MetricsServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    static final String PATH = "/metrics";

    private static final String OPEN_METRICS = "application/openmetrics-text";

    private final transient Meters meters;

    MetricsServlet(Meters meters) {
        this.meters = meters;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        boolean open = openMetrics(request.getHeader("Accept"));
        var text = new ByteArrayOutputStream(16 * 1024);
        meters.write(text, open);
        Arrival.of(request).stampTime(response);
        response.setContentType(open ? Meters.OPEN_METRICS : Meters.TEXT);
        response.setHeader("cache-control", "no-store");
        response.addHeader("Vary", "Accept");
        response.setContentLength(text.size());
        text.writeTo(response.getOutputStream());
    }

    private static boolean openMetrics(@Nullable String accept) {
        return accept != null && accept.contains(OPEN_METRICS);
    }
}
