package com.plugsky.stream;

/**
 * What a completion says of itself, and every chunk of a stream repeats.
 *
 * @param id {@code chatcmpl-...}
 * @param created seconds since 1970
 * @param model the fleet's id of the model that answers
 * @param fingerprint the engine's version
 */
public record AnswerHead(String id, long created, String model, String fingerprint) {}
