package com.plugsky.engine.embedded.schema.goal;

import tools.jackson.databind.JsonNode;

/**
 * A schema that a value must keep, or must not.
 *
 * @param pointer where it stands, or where the reason for it does
 */
public record Goal(JsonNode schema, String pointer, boolean wanted) {

    Goal(JsonNode schema, String pointer) {
        this(schema, pointer, true);
    }

    /** That the value must not keep it. */
    public Goal refused() {
        return new Goal(schema, pointer, false);
    }
}
