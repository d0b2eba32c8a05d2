package com.plugsky.access;

import org.jspecify.annotations.Nullable;

/**
 * How far the server can be reached, which must fit to who may use it.
 *
 * @param host the address to listen on
 * @param open whether nobody needs a key
 * @param tls whether the port speaks TLS
 */
public record Exposure(String host, boolean open, boolean tls) {

    /**
     * Refuses to let strangers use a server without keys.
     *
     * @throws IllegalArgumentException with one line for the one who starts the server
     */
    public void check() {
        if (open && !Loopback.host(host)) {
            throw new IllegalArgumentException("plugsky.server.host: " + host
                    + " (expected: a loopback address as long as there are no keys; make one with: keys create)");
        }
    }

    /** One line for the one who starts the server; null: there is nothing to warn of. */
    public @Nullable String warning() {
        if (Loopback.host(host) || tls) {
            return null;
        }
        return "Keys and messages travel in plain text to " + host
                + ": set --tls-cert and --tls-key, or put TLS in front.";
    }
}
