package com.plugsky.engine.embedded.schema.goal;

import com.plugsky.json.SchemaPlaces;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * How deep the values of each schema must nest at least: what never ends is told apart from what can end, and of several
 * branches the one that ends soonest is known. A guess from below, since keywords are looked at one by one.
 */
public final class Heights {

    /** The height of what never ends. */
    public static final int ENDLESS = Integer.MAX_VALUE;

    private static final int MAX_ROUNDS = 72;

    private final Document document;
    private final Map<JsonNode, Integer> heights = new IdentityHashMap<>();

    public Heights(Document document) {
        this.document = document;
        var schemas = SchemaPlaces.of(document.root()).values();
        boolean lower = true;
        for (int round = 0; round < MAX_ROUNDS && lower; round++) {
            lower = false;
            for (JsonNode schema : schemas) {
                int height = measure(schema);
                lower |= height < of(schema);
                heights.put(schema, height);
            }
        }
    }

    /** The least depth of a schema's values; 0 for texts, numbers and schemas that were made on the way. */
    public int of(JsonNode schema) {
        if (schema.isBoolean()) {
            return schema.booleanValue() ? 0 : ENDLESS;
        }
        return document.knows(schema) ? heights.getOrDefault(schema, ENDLESS) : 0;
    }

    private int measure(JsonNode schema) {
        int height = own(schema);
        for (String keyword : new String[] {"$ref", "$dynamicRef", "$recursiveRef"}) {
            if (schema.path(keyword).isString()) {
                height = Math.max(height, reference(schema.path(keyword).stringValue()));
            }
        }
        for (JsonNode part : schema.path("allOf")) {
            height = Math.max(height, of(part));
        }
        for (String keyword : new String[] {"anyOf", "oneOf"}) {
            JsonNode branches = schema.path(keyword);
            int least = branches.isEmpty() ? 0 : ENDLESS;
            for (JsonNode branch : branches) {
                least = Math.min(least, of(branch));
            }
            height = Math.max(height, least);
        }
        return height;
    }

    private int reference(String reference) {
        try {
            return of(document.resolve(reference, "").schema());
        } catch (Unsatisfiable e) {
            return ENDLESS;
        }
    }

    private int own(JsonNode schema) {
        if (schema.has("const") || schema.has("enum") || !schema.has("type")) {
            return 0;
        }
        int least = ENDLESS;
        JsonNode types = schema.get("type");
        for (JsonNode type : types.isArray() ? types.values() : List.of(types)) {
            least = Math.min(
                    least,
                    switch (type.asString("")) {
                        case "object" -> object(schema);
                        case "array" -> array(schema);
                        default -> 0;
                    });
        }
        return least;
    }

    private int object(JsonNode schema) {
        int height = 0;
        for (JsonNode name : schema.path("required")) {
            JsonNode member = schema.path("properties").path(name.asString(""));
            height = Math.max(height, above(member));
        }
        return height;
    }

    private int array(JsonNode schema) {
        int least = schema.path("minItems").asInt(0);
        int height = 0;
        JsonNode prefix = schema.path("prefixItems");
        for (int i = 0; i < Math.min(least, prefix.size()); i++) {
            height = Math.max(height, above(prefix.get(i)));
        }
        return least > prefix.size() ? Math.max(height, above(schema.path("items"))) : height;
    }

    private int above(JsonNode schema) {
        int height = schema.isMissingNode() || schema.isArray() ? 0 : of(schema);
        return height == ENDLESS ? ENDLESS : height + 1;
    }
}
