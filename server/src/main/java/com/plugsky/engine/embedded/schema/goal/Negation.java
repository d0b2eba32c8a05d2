package com.plugsky.engine.embedded.schema.goal;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The ways to break a schema: for each of its keywords, goals that a value which breaks it meets. */
final class Negation {

    /** Keywords whose breach the makers of values understand as it is. */
    private static final Set<String> LEAVES = Set.of("const", "enum", "multipleOf", "pattern", "format", "uniqueItems");

    /** Keywords that need no choice when they are broken alone. */
    private static final Set<String> SIMPLE = Set.of(
            "$ref",
            "anyOf",
            "exclusiveMaximum",
            "exclusiveMinimum",
            "format",
            "maxItems",
            "maxLength",
            "maxProperties",
            "maximum",
            "minItems",
            "minLength",
            "minProperties",
            "minimum",
            "multipleOf",
            "not",
            "pattern",
            "required",
            "type",
            "uniqueItems");

    /** Keywords that say nothing about a value. */
    private static final Set<String> SILENT = Set.of(
            "$anchor",
            "$comment",
            "$defs",
            "$dynamicAnchor",
            "$id",
            "$schema",
            "default",
            "definitions",
            "description",
            "examples",
            "title");

    /** So many pairs of branches are tried where two of them must be kept. */
    private static final int MAX_PAIRS = 64;

    static final List<String> TYPES = List.of("string", "number", "object", "array", "boolean", "null");

    private final Document document;
    private final Goal goal;
    private final JsonNode schema;
    private final List<List<Goal>> branches = new ArrayList<>();
    private boolean complete = true;

    Negation(Document document, Goal goal) {
        this.document = document;
        this.goal = goal;
        this.schema = goal.schema();
    }

    /** Whether the makers of values are told of it as it is. */
    boolean isLeaf() {
        if (schema.size() != 1) {
            return false;
        }
        String keyword = schema.propertyNames().iterator().next();
        return keyword.equals("const")
                || keyword.equals("enum")
                || !document.knows(schema) && (LEAVES.contains(keyword) || keyword.equals("type"));
    }

    /** Whether there is likely but one way. */
    boolean isSimple() {
        return schema.propertyNames().stream()
                        .filter(keyword -> !SILENT.contains(keyword))
                        .allMatch(SIMPLE::contains)
                && schema.size() <= SILENT.size();
    }

    /** Whether the branches are all there are; known once they were asked for. */
    boolean isComplete() {
        return complete;
    }

    List<List<Goal>> branches() throws Unsatisfiable {
        for (String keyword : schema.propertyNames()) {
            keyword(keyword, schema.get(keyword));
        }
        return branches;
    }

    private void keyword(String keyword, JsonNode value) throws Unsatisfiable {
        switch (keyword) {
            case "$ref", "$dynamicRef", "$recursiveRef" ->
                way(document.resolve(value.asString(""), document.place(goal, keyword))
                        .refused());
            case "type" -> type(value);
            case "const" -> way(leaf(keyword, value));
            case "enum" -> way(leaf(keyword, value));
            case "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum" -> bound(keyword, value);
            case "multipleOf" -> way(made(Made.type("number")), leaf(keyword, value));
            case "minLength" -> fewer("string", "maxLength", value);
            case "maxLength" -> more("string", "minLength", value);
            case "pattern", "format" -> way(made(Made.type("string")), leaf(keyword, value));
            case "allOf" -> each(keyword, value).forEach(part -> way(part.refused()));
            case "anyOf" -> way(each(keyword, value).stream().map(Goal::refused).toArray(Goal[]::new));
            case "oneOf" -> oneOf(each(keyword, value));
            case "not" -> way(document.within(goal, value, keyword));
            case "if" -> condition(document.within(goal, value, keyword));
            default -> {
                complete &= SILENT.contains(keyword) || NegatedParts.COMPLETE.contains(keyword);
                new NegatedParts(document, goal, branches).keyword(keyword, value);
            }
        }
    }

    private void way(Goal... goals) {
        branches.add(List.of(goals));
    }

    private Goal made(JsonNode made) {
        return new Goal(made, goal.pointer());
    }

    private Goal leaf(String keyword, JsonNode value) {
        return new Goal(Made.schema(keyword, value), goal.pointer(), false);
    }

    private void fewer(String type, String keyword, JsonNode value) {
        int count = Range.whole(value.decimalValue());
        if (count > 0) {
            way(made(Made.type(type).put(keyword, count - 1)));
        }
    }

    private void more(String type, String keyword, JsonNode value) {
        int count = Range.whole(value.decimalValue());
        if (count < Integer.MAX_VALUE) {
            way(made(Made.type(type).put(keyword, count + 1)));
        }
    }

    private void type(JsonNode type) {
        List<String> named = type.isArray()
                ? type.values().stream().map(one -> one.asString("")).toList()
                : List.of(type.asString(""));
        ArrayNode others = JsonNodeFactory.instance.arrayNode();
        TYPES.stream().filter(one -> !named.contains(one)).forEach(others::add);
        if (others.isEmpty()) {
            return;
        }
        Goal other = made(Made.schema("type", others));
        if (named.contains("integer") && !named.contains("number")) {
            way(other, leaf("type", JsonNodeFactory.instance.stringNode("integer")));
        } else {
            way(other);
        }
    }

    private void bound(String keyword, JsonNode value) {
        if (!value.isNumber()) {
            return; // draft 4 has a boolean here
        }
        String against = switch (keyword) {
            case "minimum" -> schema.path("exclusiveMinimum").asBoolean(false) ? "maximum" : "exclusiveMaximum";
            case "maximum" -> schema.path("exclusiveMaximum").asBoolean(false) ? "minimum" : "exclusiveMinimum";
            case "exclusiveMinimum" -> "maximum";
            default -> "minimum";
        };
        ObjectNode number = Made.type("number");
        number.set(against, value);
        way(made(number));
    }

    /** None of them, or two of them. */
    private void oneOf(List<Goal> parts) {
        way(parts.stream().map(Goal::refused).toArray(Goal[]::new));
        int pairs = 0;
        for (int i = 0; i < parts.size(); i++) {
            for (int j = i + 1; j < parts.size(); j++) {
                if (pairs == MAX_PAIRS) {
                    complete = false;
                    return;
                }
                way(parts.get(i), parts.get(j));
                pairs++;
            }
        }
    }

    private void condition(Goal condition) {
        JsonNode then = schema.get("then");
        if (then != null) {
            way(condition, document.within(goal, then, "then").refused());
        }
        JsonNode otherwise = schema.get("else");
        if (otherwise != null) {
            way(condition.refused(), document.within(goal, otherwise, "else").refused());
        }
    }

    private List<Goal> each(String keyword, JsonNode list) {
        var goals = new ArrayList<Goal>();
        for (int i = 0; i < list.size(); i++) {
            goals.add(document.within(goal, list.get(i), keyword, String.valueOf(i)));
        }
        return goals;
    }
}
