package com.plugsky.fleet.upstream;

import org.jspecify.annotations.Nullable;

/**
 * How far a target is trusted and helped.
 *
 * @param askUsage whether a stream is asked for its usage where the caller did not; what comes is withheld from the caller.
 *     Defaults to true
 * @param strict whether a fault in an answer fails it, instead of being repaired and declared. Defaults to false
 * @param privateImages whether image URLs of loopback, link-local and private addresses pass. Defaults to false
 * @param hedge whether a second target is asked when this one is slower than its own 95th percentile. Defaults to false
 * @param health null: nobody looks
 */
public record Manners(
        boolean askUsage,
        boolean strict,
        boolean privateImages,
        boolean hedge,
        @Nullable HealthCheck health) {

    public static final Manners USUAL = new Manners(true, false, false, false, HealthCheck.USUAL);
}
