package com.plugsky.front;

import com.plugsky.error.Refusal;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The outermost filter: what a filter or servlet throws becomes an envelope here, and nowhere else. */
final class EnvelopeFilter extends HttpFilter {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(EnvelopeFilter.class);

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException {
        try {
            chain.doFilter(request, response);
        } catch (Refusal refusal) {
            ErrorAnswer.write(request, response, refusal.error());
        } catch (ServletException | RuntimeException | StackOverflowError e) {
            LOG.error("Request {} failed", Arrival.of(request).id(), e);
            ErrorAnswer.write(request, response, HttpFaults.serverError());
        }
    }
}
