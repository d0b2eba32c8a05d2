package com.plugsky.access;

import com.plugsky.error.ApiError;
import com.plugsky.error.ErrorCode;
import com.plugsky.error.Refusal;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * The door: path, method, key and role are asked here, in this order, before a byte of a body is read.
 *
 * <p>A refusal is thrown; the filter around this one writes it. What comes through has {@link Caller#CURRENT} bound and a
 * path that the rest of the server reads in the same way as this class did.
 */
public final class AccessFilter extends HttpFilter {
    private static final long serialVersionUID = 1L;
    /** The attribute of a request that names its operation, by its path in the contract. */
    public static final String OPERATION = AccessFilter.class.getName() + ".operation";

    /** The attribute of a request that holds its {@link Caller}. */
    public static final String CALLER = AccessFilter.class.getName() + ".caller";

    private static final String OPTIONS = "OPTIONS";

    private final transient Keys keys;
    private final transient Cors cors;

    /** Takes the origin whose pages may call, or {@code *} for all. */
    public AccessFilter(Keys keys, String corsOrigin) {
        this.keys = keys;
        this.cors = new Cors(corsOrigin);
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        boolean open = keys.open();
        cors.mark(request, response, open);
        if (open) {
            requireLoopback(request);
        }
        Operations.Found found = Operations.find(request.getRequestURI());
        if (found == null) {
            throw Refusal.of(
                    ErrorCode.UNKNOWN_URL,
                    "Unknown path: " + request.getMethod() + " " + request.getRequestURI(),
                    null);
        }
        Operation operation = found.operation();
        request.setAttribute(OPERATION, operation.path());
        String methods = methods(operation);
        if (request.getMethod().equals(OPTIONS)) {
            Cors.preflight(request, response, methods);
            response.setHeader("Allow", methods);
            response.setStatus(HttpServletResponse.SC_NO_CONTENT);
            return;
        }
        requireMethod(request, operation, methods);
        HttpServletRequest inner =
                found.path().equals(request.getRequestURI()) ? request : new AtPath(request, found.path());
        Role needed = operation.needed();
        if (needed == null || (open && operation.keyless())) {
            chain.doFilter(inner, response);
            return;
        }
        Caller caller = open ? Caller.open() : keys.require(request.getHeader("Authorization"));
        request.setAttribute(CALLER, caller);
        requireRole(caller, needed);
        if (operation.keyless()) {
            chain.doFilter(inner, response);
            return;
        }
        pass(caller, inner, response, chain);
    }

    /** A page on a stranger's domain may point its name at this machine; its requests still carry the stranger's name. */
    private static void requireLoopback(HttpServletRequest request) {
        String host = request.getHeader("Host");
        if (host != null && !host.isEmpty() && !Loopback.authority(host)) {
            throw Refusal.of(
                    ErrorCode.INVALID_HOST,
                    "Host: " + host + " (expected: a loopback name, since this server runs without keys)",
                    null);
        }
    }

    private static void requireMethod(HttpServletRequest request, Operation operation, String methods) {
        String method = request.getMethod();
        boolean same = method.equals(operation.method());
        if (!same && !(method.equals("HEAD") && operation.method().equals("GET"))) {
            String message = method + " is not allowed here (expected: " + methods + ")";
            throw new Refusal(
                    ApiError.of(ErrorCode.METHOD_NOT_ALLOWED, message, null).withHeader("allow", methods));
        }
    }

    private static void requireRole(Caller caller, Role needed) {
        if (!caller.role().allows(needed)) {
            String message = "The key has the role " + caller.role().wire() + " (expected: " + needed.wire() + ")";
            throw Refusal.of(ErrorCode.INSUFFICIENT_PERMISSIONS, message, null);
        }
    }

    private static String methods(Operation operation) {
        return operation.method().equals("GET") ? "GET, HEAD, OPTIONS" : operation.method() + ", OPTIONS";
    }

    private static void pass(Caller caller, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        try {
            ScopedValue.where(Caller.CURRENT, caller).call(() -> {
                chain.doFilter(request, response);
                return null;
            });
        } catch (IOException | ServletException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new ServletException(e);
        }
    }
}
