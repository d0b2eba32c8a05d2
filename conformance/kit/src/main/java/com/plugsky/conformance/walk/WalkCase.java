package com.plugsky.conformance.walk;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One request of the walk; seed and index make it again.
 *
 * @param broken the one place that is broken; null for a valid request
 */
public record WalkCase(
        long seed, long index, JsonNode body, @Nullable Breakage broken) {
    public boolean valid() {
        return broken == null;
    }

    @Override
    public String toString() {
        return "case " + index + " of seed " + seed + (broken == null ? ", valid" : ", broken: " + broken);
    }
}
