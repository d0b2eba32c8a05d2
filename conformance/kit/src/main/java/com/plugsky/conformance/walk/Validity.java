package com.plugsky.conformance.walk;

import java.math.BigDecimal;
import tools.jackson.databind.JsonNode;

/** Whether a value keeps a shape: a small validator for the keywords of the request schema, quick enough to ask for each case. */
final class Validity {
    private Validity() {}

    static boolean valid(Shape shape, JsonNode value) {
        return typed(shape, value)
                && listed(shape, value)
                && scalar(shape, value)
                && array(shape, value)
                && object(shape, value)
                && branches(shape, value);
    }

    static boolean typed(Shape shape, JsonNode value) {
        return shape.types.isEmpty() || shape.types.stream().anyMatch(type -> is(type, value));
    }

    private static boolean is(String type, JsonNode value) {
        return switch (type) {
            case "null" -> value.isNull();
            case "boolean" -> value.isBoolean();
            case "string" -> value.isString();
            case "array" -> value.isArray();
            case "object" -> value.isObject();
            case "number" -> value.isNumber();
            case "integer" -> value.isNumber() && whole(value);
            default -> throw new IllegalArgumentException("type: " + type);
        };
    }

    private static boolean whole(JsonNode value) {
        return value.isIntegralNumber()
                || value.decimalValue().stripTrailingZeros().scale() <= 0;
    }

    private static boolean listed(Shape shape, JsonNode value) {
        JsonNode constant = shape.schema.path("const");
        if (!constant.isMissingNode() && !constant.equals(value)) {
            return false;
        }
        JsonNode allowed = shape.schema.path("enum");
        return allowed.isMissingNode() || allowed.valueStream().anyMatch(value::equals);
    }

    private static boolean scalar(Shape shape, JsonNode value) {
        if (value.isNumber()) {
            JsonNode least = shape.schema.path("minimum");
            JsonNode most = shape.schema.path("maximum");
            if (least.isMissingNode() && most.isMissingNode()) {
                return true;
            }
            BigDecimal number = value.decimalValue();
            return (least.isMissingNode() || number.compareTo(least.decimalValue()) >= 0)
                    && (most.isMissingNode() || number.compareTo(most.decimalValue()) <= 0);
        }
        if (!value.isString()) {
            return true;
        }
        String text = value.asString();
        int length = text.codePointCount(0, text.length());
        return length >= shape.bound("minLength", 0)
                && length <= shape.bound("maxLength", Integer.MAX_VALUE)
                && (shape.pattern == null || shape.pattern.matcher(text).find());
    }

    private static boolean array(Shape shape, JsonNode value) {
        if (!value.isArray()) {
            return true;
        }
        if (value.size() < shape.bound("minItems", 0) || value.size() > shape.bound("maxItems", Integer.MAX_VALUE)) {
            return false;
        }
        Shape items = shape.items;
        return items == null || value.valueStream().allMatch(item -> valid(items, item));
    }

    private static boolean object(Shape shape, JsonNode value) {
        if (!value.isObject()) {
            return true;
        }
        if (value.size() > shape.bound("maxProperties", Integer.MAX_VALUE)
                || !shape.required.stream().allMatch(value::has)) {
            return false;
        }
        for (var member : value.properties()) {
            if (!member(shape, member.getKey(), member.getValue())) {
                return false;
            }
        }
        for (var dependent : shape.dependents.entrySet()) {
            if (value.has(dependent.getKey()) && !valid(dependent.getValue(), value)) {
                return false;
            }
        }
        return true;
    }

    private static boolean member(Shape shape, String name, JsonNode value) {
        Shape names = shape.names;
        if (names != null && !valid(names, tools.jackson.databind.node.StringNode.valueOf(name))) {
            return false;
        }
        Shape declared = shape.properties.get(name);
        if (declared != null) {
            return valid(declared, value);
        }
        Shape additional = shape.additional;
        return !shape.closed && (additional == null || valid(additional, value));
    }

    private static boolean branches(Shape shape, JsonNode value) {
        if (!shape.oneOf.isEmpty()
                && shape.oneOf.stream().filter(branch -> valid(branch, value)).count() != 1) {
            return false;
        }
        if (!shape.anyOf.isEmpty() && shape.anyOf.stream().noneMatch(branch -> valid(branch, value))) {
            return false;
        }
        Shape condition = shape.condition;
        Shape consequence = shape.consequence;
        return condition == null || consequence == null || !valid(condition, value) || valid(consequence, value);
    }
}
