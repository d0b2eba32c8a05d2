package com.plugsky.engine.embedded.schema.goal;

import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The ways to break what a schema says of items and members. */
final class NegatedParts {

    /** Keywords of which all ways are known. */
    static final Set<String> COMPLETE = Set.of(
            "dependentRequired",
            "dependentSchemas",
            "maxItems",
            "maxProperties",
            "minItems",
            "minProperties",
            "prefixItems",
            "properties",
            "required",
            "uniqueItems");

    private final Document document;
    private final Goal goal;
    private final List<List<Goal>> branches;

    NegatedParts(Document document, Goal goal, List<List<Goal>> branches) {
        this.document = document;
        this.goal = goal;
        this.branches = branches;
    }

    void keyword(String keyword, JsonNode value) {
        switch (keyword) {
            case "minItems" -> count("array", "maxItems", value, -1);
            case "maxItems" -> count("array", "minItems", value, 1);
            case "minProperties" -> count("object", "maxProperties", value, -1);
            case "maxProperties" -> count("object", "minProperties", value, 1);
            case "uniqueItems" -> repeated(value);
            case "prefixItems" -> listed(value);
            case "items" -> items(value);
            case "additionalItems" -> {
                if (goal.schema().path("items").isArray()) {
                    way(Made.breaking(goal.schema().path("items").size(), value));
                }
            }
            case "unevaluatedItems" ->
                way(Made.breaking(goal.schema().path("prefixItems").size(), value));
            case "contains" -> contains(value);
            case "required" -> value.forEach(name -> way(absent(name.asString(""))));
            case "properties" -> value.properties().forEach(member -> member(member.getKey(), member.getValue()));
            case "patternProperties" -> value.properties().forEach(this::patterned);
            case "additionalProperties", "unevaluatedProperties" -> other(value);
            case "propertyNames" -> named(value);
            case "dependentRequired" -> value.properties().forEach(entry -> lacking(entry.getKey(), entry.getValue()));
            case "dependentSchemas" ->
                value.properties().forEach(entry -> unmet(keyword, entry.getKey(), entry.getValue()));
            case "dependencies" ->
                value.properties().forEach(entry -> {
                    if (entry.getValue().isArray()) {
                        lacking(entry.getKey(), entry.getValue());
                    } else {
                        unmet(keyword, entry.getKey(), entry.getValue());
                    }
                });
            default -> {}
        }
    }

    private void way(JsonNode made) {
        branches.add(List.of(new Goal(made, goal.pointer())));
    }

    private void count(String type, String keyword, JsonNode value, int more) {
        long count = (long) Range.whole(value.decimalValue()) + more;
        if (count >= 0 && count < Integer.MAX_VALUE) {
            way(Made.type(type).put(keyword, (int) count));
        }
    }

    private void repeated(JsonNode unique) {
        if (unique.asBoolean(false)) {
            branches.add(List.of(
                    new Goal(Made.type("array").put("minItems", 2), goal.pointer()),
                    new Goal(Made.schema("uniqueItems", unique), goal.pointer(), false)));
        }
    }

    private void listed(JsonNode prefix) {
        for (int i = 0; i < prefix.size(); i++) {
            if (!isTrue(prefix.get(i))) {
                way(Made.breaking(i, prefix.get(i)));
            }
        }
    }

    private void items(JsonNode items) {
        if (items.isArray()) {
            listed(items);
        } else if (!isTrue(items)) {
            way(Made.breaking(goal.schema().path("prefixItems").size(), items));
        }
    }

    private void contains(JsonNode contained) {
        JsonNode least = goal.schema().path("minContains");
        JsonNode most = goal.schema().path("maxContains");
        int minimum = least.isNumber() ? Range.whole(least.decimalValue()) : 1;
        if (minimum > 0) {
            ObjectNode few = Made.type("array");
            few.set("contains", contained);
            way(few.put("minContains", 0).put("maxContains", minimum - 1));
        }
        if (most.isNumber() && Range.whole(most.decimalValue()) < Integer.MAX_VALUE) {
            ObjectNode many = Made.type("array");
            many.set("contains", contained);
            way(many.put("minContains", Range.whole(most.decimalValue()) + 1));
        }
    }

    private ObjectNode absent(String key) {
        ObjectNode without = Made.without(key);
        return without.put("type", "object");
    }

    private void member(String key, JsonNode schema) {
        if (isTrue(schema)) {
            return;
        }
        if (schema.isBoolean()) {
            way(Made.required(key).put("type", "object"));
        } else {
            way(Made.breaking(key, schema));
        }
    }

    /** A name that the pattern matches is made by the maker of objects. */
    private void patterned(Map.Entry<String, JsonNode> entry) {
        if (!isTrue(entry.getValue())) {
            way(Made.member(Made.pattern(entry.getKey()), Made.not(entry.getValue())));
        }
    }

    private void named(JsonNode names) {
        if (!isTrue(names)) {
            way(Made.member(Made.not(names), JsonNodeFactory.instance.booleanNode(true)));
        }
    }

    /** A member that is none of those which the schema lists. */
    private void other(JsonNode others) {
        if (isTrue(others)) {
            return;
        }
        ArrayNode name = JsonNodeFactory.instance.arrayNode();
        name.add(Made.not(Made.oneOf(goal.schema().path("properties").propertyNames())));
        goal.schema()
                .path("patternProperties")
                .propertyNames()
                .forEach(pattern -> name.add(Made.not(Made.pattern(pattern))));
        way(Made.member(Made.schema("allOf", name), Made.not(others)));
    }

    private void lacking(String key, JsonNode names) {
        for (JsonNode name : names) {
            ObjectNode object = absent(name.asString(""));
            object.set("required", JsonNodeFactory.instance.arrayNode().add(key));
            way(object);
        }
    }

    private void unmet(String keyword, String key, JsonNode schema) {
        ObjectNode there = Made.required(key).put("type", "object");
        branches.add(List.of(
                new Goal(there, goal.pointer()),
                document.within(goal, schema, keyword, key).refused()));
    }

    private static boolean isTrue(JsonNode schema) {
        return schema.isBoolean() && schema.booleanValue();
    }
}
