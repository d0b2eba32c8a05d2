package com.plugsky.fleet.upstream;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a target is reached and what it is shown.
 *
 * @param key sent as {@code Authorization: Bearer}; null: none
 * @param headers sent with every request, names in lower case, values never logged
 * @param ca the PEM file of the certificates that are trusted; null: those of the system
 * @param proxy an {@code http://host:port} through which the target is reached (CONNECT for https, absolute URL for http); null: none
 */
public record Access(
        @Nullable Secret key,
        Map<String, String> headers,
        @Nullable Path ca,
        @Nullable URI proxy) {

    /** Without a key, straight, with the system's trust. */
    public static final Access PLAIN = new Access(null, Map.of(), null, null);

    public Access {
        headers = Map.copyOf(headers);
    }

    /** Header values may be keys, too. */
    @Override
    public String toString() {
        return "Access[key=" + key + ", headers=" + headers.keySet() + ", ca=" + ca + ", proxy=" + proxy + "]";
    }
}
