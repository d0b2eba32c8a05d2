package com.plugsky.engine.embedded.schema;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Schemas that one value must satisfy all at once: references are followed, {@code allOf} is taken apart, and what is a
 * choice ({@code anyOf}, {@code oneOf}, {@code if}) is kept as one. A keyword is asked of all parts together.
 */
final class Conjunction {

    private final References references;
    private final Budget budget;
    private final List<JsonNode> parts;
    private final List<List<List<JsonNode>>> choices;
    private final List<JsonNode> open = new ArrayList<>();

    Conjunction(References references, Budget budget) {
        this(references, budget, new ArrayList<>(), new ArrayList<>());
    }

    private Conjunction(
            References references, Budget budget, List<JsonNode> parts, List<List<List<JsonNode>>> choices) {
        this.references = references;
        this.budget = budget;
        this.parts = parts;
        this.choices = choices;
    }

    Conjunction copy() {
        return new Conjunction(references, budget, new ArrayList<>(parts), new ArrayList<>(choices));
    }

    /** Choices in the order in which they were met; each is a list of branches, each branch a list of schemas. */
    List<List<List<JsonNode>>> choices() {
        return choices;
    }

    List<JsonNode> parts() {
        return parts;
    }

    void add(JsonNode schema, Place place) throws Unsatisfiable {
        budget.step(place);
        if (schema.isBoolean()) {
            if (!schema.booleanValue()) {
                throw place.fail("the schema false allows no value");
            }
            return;
        }
        if (!schema.isObject()) {
            throw place.fail("not a schema");
        }
        if (holds(open, schema)) {
            throw place.fail("the schema refers to itself without end");
        }
        if (holds(parts, schema)) {
            return;
        }
        parts.add(schema);
        open.add(schema);
        follow(schema, place);
        open.removeLast();
    }

    private void follow(JsonNode schema, Place place) throws Unsatisfiable {
        for (String keyword : new String[] {"$ref", "$dynamicRef", "$recursiveRef"}) {
            JsonNode reference = schema.get(keyword);
            if (reference != null && reference.isString()) {
                add(references.resolve(reference.stringValue(), place.keyword(keyword)), place.keyword(keyword));
            }
        }
        JsonNode all = schema.get("allOf");
        if (all != null) {
            for (JsonNode part : all) {
                add(part, place.keyword("allOf"));
            }
        }
        for (String keyword : new String[] {"anyOf", "oneOf"}) {
            JsonNode any = schema.get(keyword);
            if (any != null && !any.isEmpty()) {
                choices.add(any.values().stream().map(List::of).toList());
            }
        }
        JsonNode condition = schema.get("if");
        if (condition != null) {
            JsonNode then = schema.get("then");
            JsonNode otherwise = schema.get("else");
            choices.add(List.of(
                    then == null ? List.of(condition) : List.of(condition, then),
                    otherwise == null ? List.of() : List.of(otherwise)));
        }
    }

    private static boolean holds(List<JsonNode> list, JsonNode schema) {
        for (JsonNode one : list) {
            if (one == schema) {
                return true;
            }
        }
        return false;
    }

    /** The values of a keyword in all parts that have it. */
    Stream<JsonNode> all(String keyword) {
        return parts.stream().map(part -> part.get(keyword)).filter(value -> value != null);
    }

    boolean has(String keyword) {
        return all(keyword).findAny().isPresent();
    }

    /** The texts of a keyword. */
    List<String> texts(String keyword) {
        return all(keyword)
                .filter(JsonNode::isString)
                .map(JsonNode::stringValue)
                .toList();
    }

    /** The highest value of a lower bound; null without one. */
    @Nullable
    BigDecimal highest(String keyword) {
        return numbers(keyword).reduce(BigDecimal::max).orElse(null);
    }

    /** The lowest value of an upper bound; null without one. */
    @Nullable
    BigDecimal lowest(String keyword) {
        return numbers(keyword).reduce(BigDecimal::min).orElse(null);
    }

    /** The numbers of a keyword; those that no machine number comes near are left to the final check. */
    Stream<BigDecimal> numbers(String keyword) {
        return all(keyword)
                .filter(JsonNode::isNumber)
                .filter(number -> Double.isFinite(number.doubleValue()))
                .map(JsonNode::decimalValue)
                .filter(number -> Math.abs((long) number.precision() - number.scale()) < 400 && number.scale() < 400);
    }

    /** A lower bound that counts something. */
    int atLeast(String keyword) {
        BigDecimal bound = highest(keyword);
        return bound == null
                ? 0
                : bound.min(BigDecimal.valueOf(Integer.MAX_VALUE)).intValue();
    }

    /** An upper bound that counts something. */
    int atMost(String keyword) {
        BigDecimal bound = lowest(keyword);
        return bound == null
                ? Integer.MAX_VALUE
                : bound.min(BigDecimal.valueOf(Integer.MAX_VALUE)).intValue();
    }

    /** The names in a keyword that holds an array of them. */
    Set<String> names(String keyword) {
        var names = new LinkedHashSet<String>();
        all(keyword).forEach(list -> list.forEach(name -> names.add(name.asString(""))));
        return names;
    }

    /** The keys of a keyword that holds an object. */
    Set<String> keys(String keyword) {
        var keys = new LinkedHashSet<String>();
        all(keyword).filter(JsonNode::isObject).forEach(object -> keys.addAll(object.propertyNames()));
        return keys;
    }
}
