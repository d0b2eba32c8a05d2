package com.plugsky.engine.embedded.schema;

/**
 * Where in the schema a value is being made.
 *
 * @param path the place as a JSON pointer
 * @param name the name of the property that the value is for, in lower case; empty if it is for none
 * @param depth how deep in the value
 * @param variety 0, or a number that makes this value another one than those for other numbers
 */
record Place(String path, String name, int depth, int variety) {

    static final Place ROOT = new Place("", "", 0, 0);

    Place property(String key) {
        return new Place(path + "/properties/" + key.replace("~", "~0").replace("/", "~1"), key, depth + 1, variety);
    }

    /** An item keeps the name of its array: the items of {@code cities} are like a city. */
    Place item(int other) {
        return new Place(path + "/items", name, depth + 1, other);
    }

    Place keyword(String keyword) {
        return new Place(path + "/" + keyword, name, depth, variety);
    }

    Unsatisfiable fail(String reason) {
        return Unsatisfiable.at(path, reason);
    }
}
