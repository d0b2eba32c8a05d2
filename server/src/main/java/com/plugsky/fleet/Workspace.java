package com.plugsky.fleet;

import com.plugsky.routing.Strategy;
import org.jspecify.annotations.Nullable;

/**
 * A group of keys with routing settings of its own.
 *
 * @param strategy for requests and keys that name none; null: {@link Strategy#BALANCED}
 */
public record Workspace(String id, @Nullable Strategy strategy) {

    /** The workspace of a caller that no key puts elsewhere. */
    public static final String DEFAULT_ID = "default";
}
