package com.plugsky.engine.embedded.schema.goal;

import com.plugsky.json.CallerSchema;
import com.plugsky.json.SchemaFault;
import com.plugsky.json.SchemaPlaces;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/**
 * A caller's schema as a whole: where each of its schemas stands, what its references lead to, and whether a value keeps
 * a schema in it. What lies in other documents is not fetched. One thread.
 */
public final class Document {

    /** A check of a value is tried with few steps first, so that it costs what it takes. */
    private static final int[] CHECK_STEPS = {100, 1_000, 10_000, Integer.MAX_VALUE};

    /** How many steps of a check count as one of the search. */
    private static final int CHECK_COST = 20;

    private static final int LARGEST_CHECK = 200_000;

    private record Spot(@Nullable JsonNode outer, String token) {}

    private final CallerSchema caller;
    private final Map<JsonNode, Spot> spots = new IdentityHashMap<>();
    private @Nullable Map<String, JsonNode> anchors;

    public Document(CallerSchema caller) {
        this.caller = caller;
        index(caller.node(), null, "");
    }

    private void index(JsonNode node, @Nullable JsonNode outer, String token) {
        spots.put(node, new Spot(outer, token));
        if (node.isObject()) {
            for (Map.Entry<String, JsonNode> member : node.properties()) {
                if (member.getValue().isContainer()) {
                    index(member.getValue(), node, member.getKey());
                }
            }
        } else {
            for (int i = 0; i < node.size(); i++) {
                if (node.get(i).isContainer()) {
                    index(node.get(i), node, String.valueOf(i));
                }
            }
        }
    }

    public JsonNode root() {
        return caller.node();
    }

    /** Whether the schema is of this draft (its year, 2019 or 2020) or a later one. */
    public boolean since(int year) {
        return caller.since(year);
    }

    /** Whether this very schema stands in the document; others were made on the way. */
    boolean knows(JsonNode schema) {
        return spots.containsKey(schema);
    }

    /** The place of a schema that stands in the document. */
    String pointer(JsonNode schema) {
        var pointer = new StringBuilder();
        for (Spot spot = spots.get(schema); spot != null && spot.outer() != null; spot = spots.get(spot.outer())) {
            pointer.insert(0, spot.token().replace("~", "~0").replace("/", "~1"))
                    .insert(0, '/');
        }
        return pointer.toString();
    }

    /** A schema within the schema of a goal, under these names. */
    public Goal within(Goal outer, JsonNode schema, String... names) {
        if (knows(schema)) {
            return new Goal(schema, pointer(schema));
        }
        if (!knows(outer.schema())) {
            return new Goal(schema, outer.pointer());
        }
        return new Goal(schema, place(outer, names));
    }

    /** The place of what stands in the schema of a goal, under these names. */
    public String place(Goal outer, String... names) {
        if (!knows(outer.schema())) {
            return outer.pointer();
        }
        var pointer = new StringBuilder(outer.pointer());
        for (String name : names) {
            pointer.append('/').append(name.replace("~", "~0").replace("/", "~1"));
        }
        return pointer.toString();
    }

    /** Whether a value does what a goal demands; goals that were made on the way are taken as met. */
    public boolean met(Goal goal, JsonNode value, Budget budget) throws Unsatisfiable {
        if (goal.schema().isBoolean()) {
            return goal.schema().booleanValue() == goal.wanted();
        }
        if (!knows(goal.schema())) {
            return true;
        }
        String pointer = pointer(goal.schema());
        for (int steps : CHECK_STEPS) {
            budget.take(Math.min(steps, LARGEST_CHECK) / CHECK_COST, pointer);
            try {
                return caller.keeps(pointer, value, steps) == goal.wanted();
            } catch (SchemaFault e) {
                // Then with more steps, if there are.
            }
        }
        throw Unsatisfiable.at(pointer, "the check of a value takes too many steps");
    }

    /** What a reference leads to. */
    Goal resolve(String reference, String pointer) throws Unsatisfiable {
        JsonNode found = reference.length() < 2
                ? root()
                : reference.startsWith("#/") ? at(reference.substring(1)) : named(reference.substring(1));
        if (found == null) {
            throw Unsatisfiable.at(pointer, "the reference leads nowhere in this schema");
        }
        return new Goal(found, knows(found) ? pointer(found) : pointer);
    }

    private @Nullable JsonNode named(String anchor) {
        if (anchors == null) {
            anchors = new HashMap<>();
            for (JsonNode schema : SchemaPlaces.of(root()).values()) {
                for (String keyword : new String[] {"$anchor", "$dynamicAnchor"}) {
                    anchors.putIfAbsent(schema.path(keyword).asString(""), schema);
                }
            }
        }
        return anchors.get(anchor);
    }

    private @Nullable JsonNode at(String encoded) {
        try {
            JsonNode found = root().at(JsonPointer.compile(
                    URLDecoder.decode(encoded.replace("+", "%2B"), StandardCharsets.UTF_8)));
            return found.isMissingNode() ? null : found;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
