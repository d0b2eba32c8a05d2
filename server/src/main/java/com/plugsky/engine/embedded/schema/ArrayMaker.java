package com.plugsky.engine.embedded.schema;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** The items of one array. */
final class ArrayMaker {

    /** The most items that a schema may demand. */
    private static final int MOST = 4096;

    private static final int ATTEMPTS = 16;

    private final InstanceMaker.Run run;
    private final Conjunction all;
    private final Place place;

    ArrayMaker(InstanceMaker.Run run, Conjunction all, Place place) {
        this.run = run;
        this.all = all;
        this.place = place;
    }

    JsonNode make() throws Unsatisfiable {
        int least = all.atLeast("minItems");
        int most = all.atMost("maxItems");
        List<JsonNode> contained = all.all("contains").toList();
        int demanded = contained.isEmpty() ? 0 : all.has("minContains") ? all.atLeast("minContains") : 1;
        if (least > most || demanded > most) {
            throw place.fail("minItems " + Math.max(least, demanded) + " is above maxItems " + most);
        }
        if (least > MOST || demanded > MOST) {
            throw place.fail(
                    "minItems " + Math.max(least, demanded) + " is more than is made here (at most " + MOST + ")");
        }
        int wish = run.generous(place) ? Math.max(prefix(), place.depth() < 2 ? 2 : 1) : 0;
        int size = Math.min(most, Math.max(Math.max(least, demanded), wish));
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        boolean unique = all.all("uniqueItems").anyMatch(JsonNode::asBoolean);
        for (int i = 0; i < size; i++) {
            // The contained items come last: the first places may be spoken for.
            boolean contains = size - i <= demanded;
            JsonNode item = item(i, contains ? contained : List.of(), unique ? array : null);
            if (item == null) {
                if (i >= least && !contains) {
                    break;
                }
                throw place.fail("no " + (i + 1) + " different items were found");
            }
            array.add(item);
        }
        return array;
    }

    private int prefix() {
        return all.all("prefixItems").mapToInt(JsonNode::size).max().orElse(0);
    }

    private @Nullable JsonNode item(int index, List<JsonNode> contained, @Nullable ArrayNode others)
            throws Unsatisfiable {
        var schemas = new ArrayList<>(schemas(index));
        schemas.addAll(contained);
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            JsonNode item;
            try {
                item = run.value(schemas, place.item(others == null ? place.variety() : others.size() + attempt));
            } catch (Unsatisfiable e) {
                if (e.isLast() || index < all.atLeast("minItems") || !contained.isEmpty()) {
                    throw e;
                }
                return null;
            }
            if (others == null) {
                return item;
            }
            run.budget().steps(place, others.size());
            if (!others.values().contains(item)) {
                return item;
            }
        }
        return null;
    }

    private List<JsonNode> schemas(int index) {
        var schemas = new ArrayList<JsonNode>();
        for (JsonNode part : all.parts()) {
            JsonNode prefix = part.get("prefixItems");
            JsonNode items = part.get("items");
            if (items != null && items.isArray()) {
                prefix = items;
                items = part.get("additionalItems");
            }
            if (prefix != null && index < prefix.size()) {
                schemas.add(prefix.get(index));
            } else if (items != null) {
                schemas.add(items);
            } else if (part.has("unevaluatedItems") && !all.has("items") && index >= prefix()) {
                schemas.add(part.get("unevaluatedItems"));
            }
        }
        return schemas;
    }
}
