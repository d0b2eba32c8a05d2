package com.plugsky.fleet.upstream;

import java.time.Duration;

/**
 * How long a target may take.
 *
 * @param connect until there is a connection, TLS included; defaults to 2 s
 * @param firstChunk from the sent request to the first chunk, or to the whole answer if it is not streamed; defaults to 60 s
 * @param idle between two reads of a stream that has begun; defaults to 30 s
 * @param total of one call, from the connection to the last byte; defaults to 10 min
 */
public record Timeouts(Duration connect, Duration firstChunk, Duration idle, Duration total) {

    public static final Timeouts USUAL =
            new Timeouts(Duration.ofSeconds(2), Duration.ofSeconds(60), Duration.ofSeconds(30), Duration.ofMinutes(10));
}
