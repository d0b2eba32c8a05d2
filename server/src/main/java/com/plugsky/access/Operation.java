package com.plugsky.access;

import org.jspecify.annotations.Nullable;

/**
 * One thing that can be asked of the server.
 *
 * @param path as the contract writes it, {@code /v1/models/{model}}, or a prefix that ends in {@code /**}
 * @param needed the least role that a key must have; null: no key is asked for
 */
record Operation(String method, String path, @Nullable Role needed) {}
