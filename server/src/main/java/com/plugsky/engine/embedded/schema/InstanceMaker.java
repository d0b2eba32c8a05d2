package com.plugsky.engine.embedded.schema;

import com.plugsky.json.CallerSchema;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * A maker of values for one JSON Schema (2020-12, and the older words that callers still use).
 *
 * <p>It makes a value, asks whether it is valid, and tries again with other choices if not. All attempts together stay
 * under a bound of steps and a bound of depth, whatever the schema. The same seed gives the same value. One thread.
 */
public final class InstanceMaker {

    /** From this depth on values are kept as small as the schema allows, so that recursive schemas end. */
    static final int DEEP = 4;

    private static final int ATTEMPTS = 12;

    private static final JsonNode OBJECT = JsonNodeFactory.instance.objectNode().put("type", "object");

    private final CallerSchema schema;
    private final SchemaBounds bounds;
    private final Regex regex;

    public InstanceMaker(CallerSchema schema, SchemaBounds bounds) {
        this.schema = schema;
        this.bounds = bounds;
        this.regex = new Regex(schema);
    }

    /** A valid value: an object if the schema allows one. */
    public JsonNode make(long seed) throws Unsatisfiable {
        if (!schema.node().has("type")) {
            try {
                return make(seed, List.of(schema.node(), OBJECT));
            } catch (Unsatisfiable e) {
                // Then a value of another type.
            }
        }
        return make(seed, List.of(schema.node()));
    }

    private JsonNode make(long seed, List<JsonNode> schemas) throws Unsatisfiable {
        Unsatisfiable first = null;
        var budget = new Budget(bounds.steps(), bounds.depth());
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            try {
                var run = new Run(new References(schema.node()), budget, new Picker(seed + attempt), attempt);
                JsonNode value = run.value(schemas, Place.ROOT);
                if (schema.violation(value) == null) {
                    return value;
                }
            } catch (Unsatisfiable e) {
                first = first == null ? e : first;
                if (e.isLast()) {
                    break;
                }
            }
        }
        throw first == null ? Place.ROOT.fail("no value was found that satisfies all of it") : first;
    }

    /** One attempt. */
    final class Run {

        private final References references;
        private final Budget budget;
        private final Picker picker;
        private final int attempt;

        Run(References references, Budget budget, Picker picker, int attempt) {
            this.references = references;
            this.budget = budget;
            this.picker = picker;
            this.attempt = attempt;
        }

        JsonNode value(List<JsonNode> schemas, Place place) throws Unsatisfiable {
            budget.step(place);
            var all = new Conjunction(references, budget);
            for (JsonNode one : schemas) {
                all.add(one, place);
            }
            return choose(all, 0, place);
        }

        Picker picker() {
            return picker;
        }

        Budget budget() {
            return budget;
        }

        Regex regex() {
            return regex;
        }

        /** Whether members and items that the schema does not demand are made too. */
        boolean generous(Place place) {
            return attempt % 2 == 0 && place.depth() < DEEP;
        }

        private JsonNode choose(Conjunction all, int choice, Place place) throws Unsatisfiable {
            budget.step(place);
            if (choice == all.choices().size()) {
                return plain(all, place);
            }
            if (choice > 64) {
                throw place.fail("more than 64 choices at once");
            }
            Unsatisfiable last = null;
            for (List<JsonNode> branch : ordered(all.choices().get(choice), place)) {
                try {
                    Conjunction with = all.copy();
                    for (JsonNode one : branch) {
                        with.add(one, place);
                    }
                    return choose(with, choice + 1, place);
                } catch (Unsatisfiable e) {
                    if (e.isLast()) {
                        throw e;
                    }
                    last = last == null ? e : last;
                }
            }
            throw last == null ? place.fail("no branch") : last;
        }

        /** Branches in the order in which they are tried: another one first in later attempts, the smallest when deep. */
        private List<List<JsonNode>> ordered(List<List<JsonNode>> branches, Place place) {
            var ordered = new ArrayList<List<JsonNode>>(branches.size());
            int from = attempt < 4 ? attempt / 2 % branches.size() : picker.next(branches.size());
            for (int i = 0; i < branches.size(); i++) {
                ordered.add(branches.get((from + i) % branches.size()));
            }
            if (place.depth() >= DEEP) {
                ordered.sort(Comparator.comparingInt(InstanceMaker::size));
            }
            return ordered;
        }

        private JsonNode plain(Conjunction all, Place place) throws Unsatisfiable {
            List<String> types = new ArrayList<>(Types.of(all, place.depth() >= DEEP));
            if (all.has("not")) {
                // What is forbidden may be the type that comes first.
                Collections.rotate(types, -attempt / 2);
            }
            if (types.isEmpty()) {
                throw place.keyword("type").fail("no type is allowed by all parts of the schema");
            }
            if (all.has("const") || all.has("enum")) {
                return listed(all, types, place);
            }
            Unsatisfiable first = null;
            for (String type : types) {
                try {
                    return typed(type, all, place);
                } catch (Unsatisfiable e) {
                    if (e.isLast()) {
                        throw e;
                    }
                    first = first == null ? e : first;
                }
            }
            throw first == null ? place.fail("no type") : first;
        }

        private JsonNode listed(Conjunction all, List<String> types, Place place) throws Unsatisfiable {
            List<List<JsonNode>> lists = new ArrayList<>();
            all.all("const").forEach(value -> lists.add(List.of(value)));
            all.all("enum").forEach(values -> lists.add(List.copyOf(values.values())));
            var fitting = new ArrayList<JsonNode>();
            for (JsonNode value : lists.getFirst()) {
                budget.step(place);
                if (Types.fits(value, types) && lists.stream().allMatch(list -> list.contains(value))) {
                    fitting.add(value);
                }
            }
            fitting.removeIf(value -> !Fits.simply(value, all, regex));
            if (fitting.isEmpty()) {
                throw place.keyword(all.has("const") ? "const" : "enum").fail("none of the values listed is allowed");
            }
            return place.variety() > 0 ? fitting.get(place.variety() % fitting.size()) : picker.of(fitting);
        }

        private JsonNode typed(String type, Conjunction all, Place place) throws Unsatisfiable {
            JsonNodeFactory nodes = JsonNodeFactory.instance;
            return switch (type) {
                case "string" -> nodes.stringNode(Texts.make(all, place, picker, regex));
                case "number" -> Numbers.make(all, false, place, picker);
                case "integer" -> Numbers.make(all, true, place, picker);
                case "boolean" -> nodes.booleanNode((place.variety() > 0 ? place.variety() : picker.next(2)) % 2 == 0);
                case "null" -> nodes.nullNode();
                case "array" -> new ArrayMaker(this, all, place).make();
                case "object" -> new ObjectMaker(this, all, place).make();
                default -> throw place.keyword("type").fail("'" + type + "' is no type");
            };
        }
    }

    /** A guess at how large the values of a branch are. */
    private static int size(List<JsonNode> branch) {
        int size = 0;
        for (JsonNode schema : branch) {
            JsonNode type = schema.get("type");
            if (schema.has("const") || schema.has("enum")) {
                continue;
            }
            size += type != null
                            && type.isString()
                            && !type.stringValue().equals("object")
                            && !type.stringValue().equals("array")
                    ? 1
                    : type != null && type.isString() && type.stringValue().equals("array") ? 2 : 3;
        }
        return size;
    }
}
