package com.plugsky.engine.embedded.schema;

import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Where a value is being made.
 *
 * @param name the name of the property that the value is for; empty if it is for none
 * @param depth how deep in the whole value
 * @param variety 0, or a number that makes this value another one than those for other numbers
 * @param taken values that this one must differ from
 */
record Place(String name, int depth, int variety, Set<JsonNode> taken) {

    /** The name of the place of a member's name. */
    static final String KEY = "\u0000key";

    static final Place ROOT = new Place("", 0, 0, Set.of());

    Place property(String key) {
        return new Place(key, depth + 1, variety, Set.of());
    }

    /** An item keeps the name of its array: the items of {@code cities} are like a city. */
    Place item(int other, Set<JsonNode> others) {
        return new Place(name, depth + 1, other, others);
    }

    /** A member's name, unlike these. */
    Place key(int other, Set<JsonNode> others) {
        return new Place(KEY, depth + 1, other, others);
    }
}
