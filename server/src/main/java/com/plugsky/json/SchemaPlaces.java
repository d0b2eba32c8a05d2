package com.plugsky.json;

import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Where in a document schemas stand, as opposed to plain data such as the values of an enum. */
public final class SchemaPlaces {

    private SchemaPlaces() {}

    /** The schema and all schemas in it by their JSON pointers, the outer before the inner; references are not followed. */
    public static Map<String, JsonNode> of(JsonNode schema) {
        var places = new LinkedHashMap<String, JsonNode>();
        var todo = new ArrayDeque<String>();
        todo.add("");
        while (!todo.isEmpty()) {
            String pointer = todo.remove();
            JsonNode found = schema.at(pointer);
            places.put(pointer, found);
            found.propertyStream().forEach(member -> children(pointer, member.getKey(), member.getValue(), todo));
        }
        return places;
    }

    /** Adds the places of the schemas that stand under one keyword. */
    static void children(String pointer, String keyword, JsonNode value, ArrayDeque<String> found) {
        String place = pointer + "/" + escaped(keyword);
        if (SchemaKeywords.MAP.contains(keyword) && value.isObject()) {
            value.propertyStream()
                    .filter(member -> member.getValue().isObject())
                    .forEach(member -> found.add(place + "/" + escaped(member.getKey())));
        } else if (SchemaKeywords.ARRAY.contains(keyword) && value.isArray()) {
            for (int i = 0; i < value.size(); i++) {
                if (value.get(i).isObject()) {
                    found.add(place + "/" + i);
                }
            }
        } else if (SchemaKeywords.ONE.contains(keyword) && value.isObject()) {
            found.add(place);
        }
    }

    static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}
