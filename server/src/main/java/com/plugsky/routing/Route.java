package com.plugsky.routing;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The decision: who is tried, in which order, and why.
 *
 * @param candidates in the order of trial, at least one
 * @param modelAsked the id that the caller sent
 * @param strategy that chose; null for a concrete model
 * @param rule of the workspace that fired; null if none did
 * @param difficulty of the prompt, 0 to 1; null if it was not estimated
 * @param features of the request that counted
 * @param ignored names of request members that had no effect on the decision though they were sent
 */
public record Route(
        List<Candidate> candidates,
        String modelAsked,
        @Nullable Strategy strategy,
        @Nullable String rule,
        @Nullable Double difficulty,
        List<String> features,
        List<PassedOver> passedOver,
        List<String> ignored) {

    public Route {
        candidates = List.copyOf(candidates);
        features = List.copyOf(features);
        passedOver = List.copyOf(passedOver);
        ignored = List.copyOf(ignored);
    }

    /** The model that is tried first. */
    public Candidate first() {
        return candidates.getFirst();
    }
}
