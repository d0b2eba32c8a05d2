package com.plugsky.conformance.params;

/**
 * What a server made of one parameter.
 *
 * @param how what was sent and seen, one line
 */
public record ParameterResult(String parameter, Treatment treatment, String how) {}
