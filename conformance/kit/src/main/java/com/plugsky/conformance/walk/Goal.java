package com.plugsky.conformance.walk;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One keyword at one place of the request schema, to be kept and to be broken.
 *
 * @param name of the member, for {@code required}; else empty
 * @param way the shapes that lead there from the root
 */
record Goal(Shape shape, String keyword, String name, Set<Shape> way) {
    private static final List<String> ASSERTIONS = List.of(
            "type",
            "const",
            "enum",
            "minimum",
            "maximum",
            "maxLength",
            "pattern",
            "maxItems",
            "maxProperties",
            "oneOf",
            "anyOf");

    /** The keyword's place in the contract, for example {@code /components/schemas/Stop/oneOf/1/maxItems}. */
    String location() {
        return location(shape, keyword, name);
    }

    static String location(Shape shape, String keyword, String name) {
        return shape.pointer + "/" + keyword + (name.isEmpty() ? "" : "/" + name);
    }

    /** Every keyword that a request can break. */
    static List<Goal> all(Shape root) {
        Map<Shape, Set<Shape>> ways = new HashMap<>();
        List<Shape> order = new ArrayList<>();
        Set<Shape> names = new HashSet<>();
        reach(root, Set.of(root), ways, order);
        order.stream()
                .map(shape -> shape.names)
                .filter(java.util.Objects::nonNull)
                .forEach(names::add);
        List<Goal> goals = new ArrayList<>();
        for (Shape shape : order) {
            keywords(shape, names.contains(shape))
                    .forEach(each ->
                            goals.add(new Goal(shape, each.keyword, each.name, ways.getOrDefault(shape, Set.of()))));
        }
        return List.copyOf(goals);
    }

    /** A keyword, and for {@code required} the member that it names. */
    record Keyword(String keyword, String name) {}

    /** @param name whether the shape is that of a member's name, which is a string whatever comes */
    static List<Keyword> keywords(Shape shape, boolean name) {
        List<Keyword> keywords = new ArrayList<>();
        for (String keyword : ASSERTIONS) {
            if (shape.has(keyword) && !(name && keyword.equals("type"))) {
                keywords.add(new Keyword(keyword, ""));
            }
        }
        for (String keyword : List.of("minLength", "minItems")) {
            if (shape.bound(keyword, 0) > 0) {
                keywords.add(new Keyword(keyword, ""));
            }
        }
        if (shape.closed) {
            keywords.add(new Keyword("additionalProperties", ""));
        }
        shape.required.forEach(member -> keywords.add(new Keyword("required", member)));
        return keywords;
    }

    private static void reach(Shape shape, Set<Shape> way, Map<Shape, Set<Shape>> ways, List<Shape> order) {
        if (ways.putIfAbsent(shape, way) != null) {
            return;
        }
        order.add(shape);
        List<Shape> next = new ArrayList<>(shape.properties.values());
        next.addAll(shape.branches());
        next.addAll(shape.dependents.values());
        for (Shape each : new Shape[] {shape.items, shape.additional, shape.names, shape.consequence}) {
            if (each != null) {
                next.add(each);
            }
        }
        for (Shape each : next) {
            Set<Shape> longer = new HashSet<>(way);
            longer.add(each);
            // What a condition asks for has to be there for its consequence to count.
            if (shape.condition != null && each == shape.consequence) {
                longer.add(shape.condition);
            }
            reach(each, longer, ways, order);
        }
    }
}
