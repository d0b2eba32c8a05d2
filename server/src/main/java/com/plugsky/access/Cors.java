package com.plugsky.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.regex.Pattern;

/**
 * What browsers are told about calls from other origins: one setting for a keyed server, loopback pages only for an open
 * one; never with credentials, since the key is a header that the page itself sets.
 */
final class Cors {
    private static final String EXPOSED =
            "x-request-id, retry-after, retry-after-ms, x-should-retry, openai-processing-ms,"
                    + " openai-version, x-plugsky-model, x-plugsky-strategy, x-plugsky-rule, x-plugsky-attempts,"
                    + " x-plugsky-ignored-params, x-plugsky-repairs, idempotency-replayed, x-ratelimit-limit-requests, x-ratelimit-limit-tokens,"
                    + " x-ratelimit-remaining-requests, x-ratelimit-remaining-tokens, x-ratelimit-reset-requests,"
                    + " x-ratelimit-reset-tokens";
    /** What a preflight may name: the list goes back as it came, since SDKs send headers of their own. */
    private static final Pattern NAMES = Pattern.compile("[A-Za-z0-9_, -]{1,2048}");

    private final String allowed;

    /** Takes an origin, or {@code *} for all. */
    Cors(String allowed) {
        this.allowed = allowed;
    }

    /** Adds what the browser needs to show a response to the page, if the page's origin may call. */
    boolean mark(HttpServletRequest request, HttpServletResponse response, boolean open) {
        String origin = request.getHeader("Origin");
        if (!allowed.equals("*") || open) {
            response.addHeader("Vary", "Origin");
        }
        if (origin == null || !allows(origin, open)) {
            return false;
        }
        response.setHeader("Access-Control-Allow-Origin", allowed.equals("*") && !open ? "*" : origin);
        response.setHeader("Access-Control-Expose-Headers", EXPOSED);
        return true;
    }

    /** Answers a preflight's questions about a path. */
    static void preflight(HttpServletRequest request, HttpServletResponse response, String methods) {
        if (request.getHeader("Access-Control-Request-Method") == null) {
            return;
        }
        response.setHeader("Access-Control-Allow-Methods", methods);
        String names = request.getHeader("Access-Control-Request-Headers");
        if (names != null && NAMES.matcher(names).matches()) {
            response.setHeader("Access-Control-Allow-Headers", names);
        }
        response.setHeader("Access-Control-Max-Age", "600");
    }

    private boolean allows(String origin, boolean open) {
        return open ? Loopback.origin(origin) : allowed.equals("*") || allowed.equals(origin);
    }
}
