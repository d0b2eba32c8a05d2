package com.plugsky.front;

import com.plugsky.error.ApiError;
import com.plugsky.error.ErrorCode;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** The probes: {@code /livez} as long as the process answers, {@code /readyz} and {@code /health} as long as it wants requests. */
final class HealthServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    /** Says that the process lives. */
    static final String LIVE = "/livez";
    /** Says that the server wants to be sent requests. */
    static final String READY = "/readyz";
    /** Another name of {@link #READY}. */
    static final String HEALTH = "/health";

    private static final byte[] OK = "{\"status\":\"ok\"}".getBytes(StandardCharsets.UTF_8);

    private final transient Admission admission;

    HealthServlet(Admission admission) {
        this.admission = admission;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!request.getServletPath().equals(LIVE) && !admission.ready()) {
            ErrorAnswer.tell(Arrival.of(request), response, unready());
            return;
        }
        Arrival.of(request).stampTime(response);
        response.setContentType("application/json");
        response.setHeader("cache-control", "no-store");
        response.setContentLength(OK.length);
        response.getOutputStream().write(OK);
    }

    private ApiError unready() {
        return admission.ending()
                ? ApiError.of(ErrorCode.SERVER_IS_STOPPING, "The server is about to stop", null)
                : ApiError.of(ErrorCode.SERVER_IS_OVERLOADED, "The server is not warm yet", null);
    }
}
