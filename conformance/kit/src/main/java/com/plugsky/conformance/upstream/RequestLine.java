package com.plugsky.conformance.upstream;

/**
 * The first line of a request.
 *
 * @param version for example {@code HTTP/1.1}
 */
record RequestLine(String method, String target, String version) {}
