package com.plugsky.conformance.walk;

/**
 * The models that requests of the walk may name.
 *
 * @param chat text, tools and JSON
 * @param vision also images
 * @param fusion chooses among the others
 */
public record WalkModels(String chat, String vision, String fusion) {}
