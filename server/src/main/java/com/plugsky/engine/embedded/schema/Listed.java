package com.plugsky.engine.embedded.schema;

import com.plugsky.engine.embedded.schema.goal.Conjunction;
import com.plugsky.engine.embedded.schema.goal.Goal;
import com.plugsky.engine.embedded.schema.goal.Range;
import com.plugsky.engine.embedded.schema.goal.Same;
import com.plugsky.engine.embedded.schema.goal.Types;
import com.plugsky.engine.embedded.schema.goal.Unsatisfiable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** A value that the schema lists itself, by {@code const} or {@code enum}. */
final class Listed {

    private final Search search;
    private final Conjunction all;
    private final Place place;

    Listed(Search search, Conjunction all, Place place) {
        this.search = search;
        this.all = all;
        this.place = place;
    }

    /** Whether a value is neither taken nor forbidden. */
    static boolean free(JsonNode value, Conjunction all, Place place) {
        return !place.taken().contains(plain(value))
                && all.refused("const").noneMatch(one -> Same.as(one, value))
                && all.refused("enum").noneMatch(list -> Same.among(list.values(), value));
    }

    /** The same value in one way of writing: 1.0 is 1. */
    static JsonNode plain(JsonNode value) {
        List<BigDecimal> number = Range.numbers(Stream.of(value)).toList();
        return number.isEmpty() ? value : Numbers.node(number.getFirst());
    }

    JsonNode make(List<String> types) throws Unsatisfiable {
        String keyword = all.has("const") ? "const" : "enum";
        List<Collection<JsonNode>> lists = new ArrayList<>();
        all.all("const").forEach(value -> lists.add(List.of(value)));
        all.all("enum").forEach(values -> lists.add(values.values()));
        List<JsonNode> first = List.copyOf(lists.removeFirst());
        int cost = 1 + lists.stream().mapToInt(Collection::size).sum() / 16;
        int start = first.isEmpty() ? 0 : start(first.size());
        for (int i = 0; i < first.size(); i++) {
            JsonNode value = first.get((start + i) % first.size());
            all.budget().take(cost, all.pointer());
            if (Types.fits(value, types)
                    && free(value, all, place)
                    && lists.stream().allMatch(list -> Same.among(list, value))
                    && simple(value)
                    && all.met(value)) {
                return value;
            }
        }
        String reason = "none of the values listed is allowed";
        throw place.taken().isEmpty() ? all.never(keyword, reason) : all.fail(keyword, reason);
    }

    private int start(int size) {
        return place.variety() > 0 ? place.variety() % size : search.picker().next(size);
    }

    /** What is said of texts and numbers, by schemas that were made on the way too. */
    private boolean simple(JsonNode value) {
        if (value.isString()) {
            return Texts.keeps(value.stringValue(), all, search.regex());
        }
        if (value.isNumber() && Double.isFinite(value.doubleValue())) {
            return Range.of(all).holds(value.decimalValue());
        }
        for (Goal part : all.parts()) {
            if (value.isObject() && part.schema().path("required").isArray()) {
                for (JsonNode name : part.schema().path("required")) {
                    if (!value.has(name.asString(""))) {
                        return false;
                    }
                }
            }
        }
        return true;
    }
}
