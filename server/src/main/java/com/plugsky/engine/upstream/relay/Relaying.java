package com.plugsky.engine.upstream.relay;

/**
 * How one answer is passed on.
 *
 * @param model the fleet id that stands in the answer instead of the upstream's own name
 * @param withholdUsage whether the usage of a stream is for us only
 * @param strict whether a fault fails the answer instead of being repaired
 */
public record Relaying(String model, boolean withholdUsage, boolean strict) {}
