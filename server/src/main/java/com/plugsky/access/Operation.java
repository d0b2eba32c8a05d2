package com.plugsky.access;

import org.jspecify.annotations.Nullable;

/**
 * One thing that can be asked of the server.
 *
 * @param path as the contract writes it, {@code /v1/models/{model}}, or a prefix that ends in {@code /**}
 * @param needed the least role that a key must have; null: no key is asked for
 */
record Operation(String method, String path, @Nullable Role needed) {

    /** Where the meters are read. */
    static final String METRICS = "/metrics";

    /** Whether it is for those who run the server: an open one, which is reached from loopback only, asks them for no key. */
    boolean keyless() {
        return path.equals(METRICS);
    }
}
