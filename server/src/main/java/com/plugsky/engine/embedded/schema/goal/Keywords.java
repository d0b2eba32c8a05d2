package com.plugsky.engine.embedded.schema.goal;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** What several schemas say by one keyword, all of them together. */
abstract class Keywords {

    final Document document;
    final List<Goal> parts = new ArrayList<>();

    /** What is forbidden and of one keyword only. */
    final List<Goal> leaves = new ArrayList<>();

    Keywords(Document document) {
        this.document = document;
    }

    /** The schemas that the value must keep, what is not a choice within them included. */
    public List<Goal> parts() {
        return parts;
    }

    /** The values of a keyword in all parts that have it. */
    public Stream<JsonNode> all(String keyword) {
        return parts.stream().map(part -> part.schema().get(keyword)).filter(value -> value != null);
    }

    /** The values of a keyword of which none may be kept. */
    public Stream<JsonNode> refused(String keyword) {
        return leaves.stream().map(leaf -> leaf.schema().get(keyword)).filter(value -> value != null);
    }

    /** The schemas under a keyword, as goals. */
    public List<Goal> goals(String keyword) {
        var goals = new ArrayList<Goal>();
        for (Goal part : parts) {
            JsonNode schema = part.schema().get(keyword);
            if (schema != null) {
                goals.add(document.within(part, schema, keyword));
            }
        }
        return goals;
    }

    public boolean has(String keyword) {
        return all(keyword).findAny().isPresent();
    }

    /** The texts of a keyword. */
    public List<String> texts(String keyword) {
        return all(keyword)
                .filter(JsonNode::isString)
                .map(JsonNode::stringValue)
                .distinct()
                .toList();
    }

    /** A lower bound that counts something. */
    public int atLeast(String keyword) {
        return Range.whole(Range.numbers(all(keyword)).reduce(BigDecimal::max).orElse(BigDecimal.ZERO));
    }

    /** An upper bound that counts something. */
    public int atMost(String keyword) {
        return Range.numbers(all(keyword))
                .reduce(BigDecimal::min)
                .map(Range::whole)
                .orElse(Integer.MAX_VALUE);
    }

    /** The keys of a keyword that holds an object. */
    public Set<String> keys(String keyword) {
        var keys = new LinkedHashSet<String>();
        all(keyword).filter(JsonNode::isObject).forEach(object -> keys.addAll(object.propertyNames()));
        return keys;
    }

    /** Says that no value was found because of a keyword. */
    public Unsatisfiable fail(String keyword, String reason) {
        return Unsatisfiable.at(place(keyword), reason);
    }

    /** Says that there is no value because of a keyword. */
    public Unsatisfiable never(String keyword, String reason) {
        return Unsatisfiable.certain(place(keyword), reason);
    }

    /** The place of a keyword, in the first part that has it; else that of the first part. */
    public String place(String keyword) {
        for (Goal part : parts) {
            if (part.schema().has(keyword)) {
                return document.place(part, keyword);
            }
        }
        return pointer();
    }

    /** The place of the first part. */
    public String pointer() {
        return parts.isEmpty() ? "" : parts.getFirst().pointer();
    }
}
