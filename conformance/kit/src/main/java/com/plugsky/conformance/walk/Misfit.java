package com.plugsky.conformance.walk;

import tools.jackson.databind.JsonNode;

/**
 * An answer of the server that does not fit its request.
 *
 * @param why one line
 * @param shrunk the smallest body found that still has the same kind of misfit; only the first few are made smaller
 */
public record Misfit(WalkCase walked, String why, JsonNode shrunk) {
    private static final int MAX_CURL = 4000;

    /** Whether it is a fault of the server, whatever its contract says: 5xx, or no answer. */
    public boolean fault() {
        return why.startsWith("status 5") || why.startsWith("no answer");
    }

    /** Case, reason, and a curl that shows it. */
    public String text(String url) {
        String body = shrunk.toString();
        String data = body.length() <= MAX_CURL ? body : body.substring(0, MAX_CURL) + "...";
        return walked + "\n  " + why + "\n  curl -s " + url
                + "/chat/completions -H 'Authorization: Bearer KEY' -H 'Content-Type: application/json'" + " -d '"
                + data.replace("'", "'\\''") + "'";
    }
}
