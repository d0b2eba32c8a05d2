package com.plugsky.engine.embedded.schema.goal;

import java.util.Collection;
import tools.jackson.databind.JsonNode;

/** The equality of values in JSON Schema: numbers are equal by their value, however they are written. */
public final class Same {

    private Same() {}

    public static boolean as(JsonNode one, JsonNode other) {
        return one.equals(Same::order, other);
    }

    public static boolean among(Collection<JsonNode> values, JsonNode value) {
        return values.stream().anyMatch(one -> as(one, value));
    }

    private static int order(JsonNode one, JsonNode other) {
        if (one.isNumber() && other.isNumber() && isPlain(one) && isPlain(other)) {
            return one.decimalValue().compareTo(other.decimalValue());
        }
        return one.equals(other) ? 0 : 1;
    }

    private static boolean isPlain(JsonNode number) {
        return Double.isFinite(number.doubleValue());
    }
}
