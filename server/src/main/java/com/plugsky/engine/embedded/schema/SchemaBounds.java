package com.plugsky.engine.embedded.schema;

/**
 * The bounds on the work for one caller's schema.
 *
 * @param steps how many schemas are looked at; Defaults to 200,000
 * @param depth how deep a value may nest; Defaults to 64
 * @param regexSteps how many characters one pattern may look at for one text; Defaults to 200,000
 */
public record SchemaBounds(int steps, int depth, int regexSteps) {

    public static final SchemaBounds DEFAULTS = new SchemaBounds(200_000, 64, 200_000);
}
