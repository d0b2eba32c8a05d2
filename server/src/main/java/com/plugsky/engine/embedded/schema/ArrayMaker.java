package com.plugsky.engine.embedded.schema;

import com.plugsky.engine.embedded.schema.goal.Conjunction;
import com.plugsky.engine.embedded.schema.goal.Goal;
import com.plugsky.engine.embedded.schema.goal.Made;
import com.plugsky.engine.embedded.schema.goal.Unsatisfiable;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** The items of one array. */
final class ArrayMaker {

    /** The most items that a schema may demand. */
    private static final int MOST = 4096;

    private static final int ATTEMPTS = 24;

    private final Search search;
    private final Conjunction all;
    private final Place place;
    private final Items items;
    private final Contained contained;
    private final int least;
    private final int most;
    private final boolean unique;
    private final ArrayNode array = JsonNodeFactory.instance.arrayNode();
    private final Set<JsonNode> taken = new LinkedHashSet<>();

    ArrayMaker(Search search, Conjunction all, Place place) throws Unsatisfiable {
        all.bounds("minItems", "maxItems");
        this.search = search;
        this.all = all;
        this.place = place;
        this.items = new Items(all);
        this.contained = new Contained(all);
        this.least = all.atLeast("minItems");
        this.most = all.atMost("maxItems");
        this.unique = all.all("uniqueItems").anyMatch(flag -> flag.asBoolean(false));
    }

    JsonNode make() throws Unsatisfiable {
        int demanded = Math.max(least, contained.demanded());
        if (contained.demanded() > most) {
            throw all.never("contains", "the items that must be contained are more than maxItems " + most);
        }
        if (demanded > MOST) {
            throw all.never(
                    least >= demanded ? "minItems" : "minContains",
                    demanded + " items are more than are made here (at most " + MOST + ")");
        }
        int wish = search.generous(place) ? Math.max(items.listed(), place.depth() < 2 ? 2 : 1) : 0;
        int size = Math.min(most, Math.max(demanded, wish));
        while (array.size() < size || contained.isPending()) {
            JsonNode item = array.size() < most ? item() : null;
            if (item == null) {
                if (array.size() >= least && !contained.isPending()) {
                    break;
                }
                throw all.fail(unique ? "uniqueItems" : "contains", "no item was found for place " + array.size());
            }
            contained.count(item);
            array.add(item);
            taken.add(Listed.plain(item));
        }
        repeat();
        if (!Listed.free(array, all, place)) {
            throw all.fail("type", "no other array was found");
        }
        return array;
    }

    /** The next item: one that must be contained if it can stand here, else any; null if there is none. */
    private @Nullable JsonNode item() throws Unsatisfiable {
        boolean last = array.size() >= items.listed();
        Unsatisfiable first = null;
        List<List<Goal>> ways = contained.next(most - array.size(), last);
        if (!last && search.contrary()) {
            Collections.rotate(ways, 1 + search.picker().next(ways.size()));
        }
        for (List<Goal> wanted : ways) {
            try {
                return item(wanted);
            } catch (Unsatisfiable e) {
                if (e.isLast()) {
                    throw e;
                }
                first = first == null ? e : first;
            }
        }
        if (first != null && last && contained.isPending()) {
            throw contained.missing(first, last && items.listed() == 0 && !unique);
        }
        if (first != null && array.size() < least) {
            throw contained.isEmpty() ? first : first.open();
        }
        return null;
    }

    private JsonNode item(List<Goal> wanted) throws Unsatisfiable {
        int index = array.size();
        List<Goal> goals = items.of(index, wanted);
        goals.addAll(wanted);
        goals.addAll(contained.closed());
        for (int attempt = 1; ; attempt++) {
            try {
                return search.value(goals, place.item(variety(index, attempt), unique ? taken : Set.of()));
            } catch (Unsatisfiable e) {
                // Lists and objects that must differ are made by chance.
                if (e.isLast() || taken.isEmpty() || !unique || attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    /** Items of a varied array vary among each other. */
    private int variety(int index, int attempt) {
        if (unique) {
            return index + attempt;
        }
        return place.variety() == 0 ? 0 : 1 + search.picker().next(1_000);
    }

    /** Makes two items equal where they must not be unique. */
    private void repeat() throws Unsatisfiable {
        if (all.refused("uniqueItems").findAny().isEmpty()) {
            return;
        }
        for (int i = 0; i < array.size(); i++) {
            for (int j = 0; j < array.size(); j++) {
                if (i != j) {
                    try {
                        List<Goal> goals = items.of(j, List.of());
                        goals.add(new Goal(Made.schema("const", array.get(i)), "", true));
                        array.set(j, search.value(goals, place.item(0, Set.of())));
                        return;
                    } catch (Unsatisfiable e) {
                        if (e.isLast()) {
                            throw e;
                        }
                    }
                }
            }
        }
        throw all.fail("items", "no two items can be equal");
    }
}
