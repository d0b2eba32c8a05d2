package com.plugsky.engine.embedded;

import com.plugsky.engine.embedded.schema.SchemaBounds;

/**
 * The bounds on what one request may make the embedded engine do.
 *
 * @param images how many images a request may hold; Defaults to 16
 * @param megapixels how many million pixels an image may have; Defaults to 40
 * @param answerTokens how many tokens all choices of an answer may have together, alternatives that are told with them
 *     included; Defaults to 131,072
 * @param schema the bounds on the work for a caller's schema
 */
public record EngineLimits(int images, int megapixels, int answerTokens, SchemaBounds schema) {

    public static final EngineLimits DEFAULTS = new EngineLimits(16, 40, 131_072, SchemaBounds.DEFAULTS);
}
