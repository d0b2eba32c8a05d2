package com.plugsky.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;

/** A request whose path is written in the one form that the rest of the server maps. */
final class AtPath extends HttpServletRequestWrapper {
    private final String path;

    AtPath(HttpServletRequest request, String path) {
        super(request);
        this.path = path;
    }

    @Override
    public String getRequestURI() {
        return path;
    }

    @Override
    public StringBuffer getRequestURL() {
        return new StringBuffer(getScheme())
                .append("://")
                .append(getServerName())
                .append(path);
    }
}
