package com.plugsky.conformance.walk;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/** Goes through a valid value and its shape side by side, and names each pair of the two. */
final class Places {
    private Places() {}

    /** Told of each shape that a value at a path keeps. */
    @FunctionalInterface
    interface Visitor {
        /** @param name whether the value is the name of a member rather than a member */
        void at(Shape shape, Path path, JsonNode value, boolean name);
    }

    static void walk(Shape shape, Path path, JsonNode value, Visitor visitor) {
        visitor.at(shape, path, value, false);
        for (Shape branch : shape.branches()) {
            if (Validity.valid(branch, value)) {
                walk(branch, path, value, visitor);
                break;
            }
        }
        Shape items = shape.items;
        if (value.isArray() && items != null) {
            for (int i = 0; i < value.size(); i++) {
                walk(items, path.to(i), value.path(i), visitor);
            }
        }
        if (value.isObject()) {
            members(shape, path, value, visitor);
        }
        Shape condition = shape.condition;
        Shape consequence = shape.consequence;
        if (condition != null && consequence != null && Validity.valid(condition, value)) {
            walk(consequence, path, value, visitor);
        }
    }

    private static void members(Shape shape, Path path, JsonNode value, Visitor visitor) {
        Shape names = shape.names;
        Shape additional = shape.additional;
        for (var member : value.properties()) {
            String name = member.getKey();
            if (names != null) {
                visitor.at(names, path.to(name), StringNode.valueOf(name), true);
            }
            Shape declared = shape.properties.getOrDefault(name, additional);
            if (declared != null) {
                walk(declared, path.to(name), member.getValue(), visitor);
            }
        }
        for (var dependent : shape.dependents.entrySet()) {
            if (value.has(dependent.getKey())) {
                walk(dependent.getValue(), path, value, visitor);
            }
        }
    }
}
