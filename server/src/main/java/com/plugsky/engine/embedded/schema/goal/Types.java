package com.plugsky.engine.embedded.schema.goal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The types that a value may have, the likeliest first. */
public final class Types {

    /** A keyword of this kind speaks of this type only, so a schema without {@code type} most likely means it. */
    private static final Map<String, List<String>> HINTS = Map.of(
            "object",
                    List.of(
                            "properties",
                            "required",
                            "additionalProperties",
                            "patternProperties",
                            "minProperties",
                            "propertyNames",
                            "dependentRequired",
                            "dependentSchemas",
                            "unevaluatedProperties"),
            "array",
                    List.of(
                            "items",
                            "prefixItems",
                            "minItems",
                            "contains",
                            "uniqueItems",
                            "maxItems",
                            "unevaluatedItems"),
            "number", List.of("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"),
            "string", List.of("pattern", "format", "minLength", "maxLength"));

    private static final List<String> ALL =
            List.of("string", "object", "array", "number", "integer", "boolean", "null");
    private static final List<String> SMALL_FIRST =
            List.of("null", "boolean", "integer", "number", "string", "array", "object");

    private Types() {}

    /** Empty if the parts have no type in common. */
    public static List<String> of(Conjunction all, boolean deep) {
        List<String> allowed = null;
        for (JsonNode type : all.all("type").toList()) {
            List<String> these = names(type);
            allowed = allowed == null ? these : common(allowed, these);
        }
        if (allowed == null) {
            return guess(all, deep);
        }
        var ordered = new ArrayList<>(allowed);
        if (all.refused("type").findAny().isPresent()) {
            ordered.remove("integer");
        }
        if (deep) {
            ordered.sort((a, b) -> Integer.compare(SMALL_FIRST.indexOf(a), SMALL_FIRST.indexOf(b)));
        } else if (ordered.remove("null")) {
            ordered.add("null");
        }
        return ordered;
    }

    private static List<String> guess(Conjunction all, boolean deep) {
        var guesses = new ArrayList<String>();
        for (String type : List.of("object", "array", "number", "string")) {
            if (HINTS.getOrDefault(type, List.of()).stream().anyMatch(all::has)) {
                guesses.add(type);
            }
        }
        (deep ? SMALL_FIRST : ALL)
                .stream().filter(type -> !guesses.contains(type)).forEach(guesses::add);
        return guesses;
    }

    private static List<String> names(JsonNode type) {
        return type.isArray()
                ? type.values().stream().map(name -> name.asString("")).toList()
                : List.of(type.asString(""));
    }

    private static List<String> common(List<String> these, List<String> those) {
        var common = new ArrayList<String>();
        for (String type : these) {
            if (those.contains(type)) {
                common.add(type);
            } else if (type.equals("integer") && those.contains("number")
                    || type.equals("number") && those.contains("integer")) {
                common.add("integer");
            }
        }
        return common;
    }

    /** Whether a value is of one of the types. */
    public static boolean fits(JsonNode value, List<String> types) {
        return types.stream().anyMatch(type -> switch (type) {
            case "string" -> value.isString();
            case "object" -> value.isObject();
            case "array" -> value.isArray();
            case "number" -> value.isNumber();
            case "integer" -> value.isNumber() && value.canConvertToExactIntegral();
            case "boolean" -> value.isBoolean();
            case "null" -> value.isNull();
            default -> false;
        });
    }
}
