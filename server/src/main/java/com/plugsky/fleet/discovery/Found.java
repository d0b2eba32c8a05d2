package com.plugsky.fleet.discovery;

import org.jspecify.annotations.Nullable;

/**
 * A model that a server told of.
 *
 * @param context the most tokens of prompt and answer together; null: it did not say
 */
public record Found(String id, @Nullable Integer context) {}
