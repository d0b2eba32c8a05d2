package com.plugsky.front;

import com.plugsky.access.Caller;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Counts the requests of callers in and out; pages and probes, which have no caller, always pass. */
final class AdmissionFilter extends HttpFilter {
    private static final long serialVersionUID = 1L;

    private final transient Admission admission;

    AdmissionFilter(Admission admission) {
        this.admission = admission;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!Caller.CURRENT.isBound()) {
            chain.doFilter(request, response);
            return;
        }
        Caller caller = Caller.CURRENT.get();
        String key = caller.isOpen() ? null : caller.keyId();
        admission.enter(key);
        try {
            chain.doFilter(request, response);
        } finally {
            admission.leave(key);
        }
    }
}
