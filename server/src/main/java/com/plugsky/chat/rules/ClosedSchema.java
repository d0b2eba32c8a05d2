package com.plugsky.chat.rules;

import com.plugsky.json.SchemaPlaces;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The look for objects that a strict schema leaves open. */
final class ClosedSchema {

    private ClosedSchema() {}

    /** The JSON pointer of the first schema of an object without {@code additionalProperties: false}; null if all are closed. */
    static @Nullable String openPlace(JsonNode schema) {
        for (Map.Entry<String, JsonNode> place : SchemaPlaces.of(schema).entrySet()) {
            if (isObject(place.getValue()) && !isClosed(place.getValue())) {
                return place.getKey();
            }
        }
        return null;
    }

    private static boolean isObject(JsonNode schema) {
        JsonNode type = schema.path("type");
        return schema.has("properties")
                || type.asString("").equals("object")
                || (type.isArray()
                        && type.valueStream().anyMatch(one -> one.asString("").equals("object")));
    }

    private static boolean isClosed(JsonNode schema) {
        JsonNode more = schema.path("additionalProperties");
        return more.isBoolean() && !more.asBoolean();
    }
}
