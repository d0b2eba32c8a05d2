package com.plugsky.engine.embedded.schema;

/**
 * The bounds on the search for a value.
 *
 * @param steps how many schemas are looked at; Defaults to 200,000
 * @param depth how deep a value may nest; Defaults to 64
 */
public record SchemaBounds(int steps, int depth) {

    public static final SchemaBounds DEFAULTS = new SchemaBounds(200_000, 64);
}
