package com.plugsky.fleet.upstream;

import java.time.Duration;

/**
 * The look at a target that nobody asked for.
 *
 * @param path below the target's URL, asked with GET and the target's key; any answer but a 5xx is health. Defaults to {@code /models}
 * @param interval between two looks; defaults to 10 s
 */
public record HealthCheck(String path, Duration interval) {

    public static final HealthCheck USUAL = new HealthCheck("/models", Duration.ofSeconds(10));
}
