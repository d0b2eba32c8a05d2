package com.plugsky.engine.embedded.schema;

import com.plugsky.engine.embedded.schema.goal.Budget;
import com.plugsky.engine.embedded.schema.goal.Conjunction;
import com.plugsky.engine.embedded.schema.goal.Conjunction.Choice;
import com.plugsky.engine.embedded.schema.goal.Document;
import com.plugsky.engine.embedded.schema.goal.Goal;
import com.plugsky.engine.embedded.schema.goal.Heights;
import com.plugsky.engine.embedded.schema.goal.Types;
import com.plugsky.engine.embedded.schema.goal.Unsatisfiable;
import com.plugsky.engine.embedded.schema.pattern.Picker;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * One attempt to make a value: choices are tried one after the other, and a value that keeps what it must not is made
 * again with that in mind. One use.
 */
final class Search {

    /** From this depth on values are kept as small as the schema allows, so that recursive schemas end. */
    static final int DEEP = 4;

    private static final int MAX_CHOICES = 400;

    private final InstanceMaker maker;
    private final Budget budget;
    private final Picker picker;
    private final int attempt;

    Search(InstanceMaker maker, Budget budget, Picker picker, int attempt) {
        this.maker = maker;
        this.budget = budget;
        this.picker = picker;
        this.attempt = attempt;
    }

    Picker picker() {
        return picker;
    }

    Budget budget() {
        return budget;
    }

    Regex regex() {
        return maker.regex();
    }

    Document document() {
        return maker.document();
    }

    /** Whether members and items that the schema does not demand are made too. */
    boolean generous(Place place) {
        return attempt % 2 == 0 && place.depth() < DEEP;
    }

    /** Whether another way than the usual one is taken here, as later attempts do by chance. */
    boolean contrary() {
        return attempt == 1 || attempt > 1 && picker.next(3) > 0;
    }

    JsonNode value(List<Goal> goals, Place place) throws Unsatisfiable {
        String pointer = goals.isEmpty() ? "" : goals.getFirst().pointer();
        budget.descend(place.depth(), pointer);
        var all = new Conjunction(maker.document(), budget);
        for (Goal goal : goals) {
            all.add(goal);
            if (place.depth() == DEEP && goal.wanted() && maker.heights().of(goal.schema()) == Heights.ENDLESS) {
                throw Unsatisfiable.certain(goal.pointer(), "a value of this schema would nest without end");
            }
        }
        all.check();
        return choose(all, 0, place);
    }

    private JsonNode choose(Conjunction all, int choice, Place place) throws Unsatisfiable {
        if (choice == all.choices().size()) {
            return finished(all, choice, place);
        }
        Choice next = all.choices().get(choice);
        if (choice > MAX_CHOICES) {
            throw Unsatisfiable.at(next.pointer(), "more than " + MAX_CHOICES + " choices at once");
        }
        Unsatisfiable first = null;
        boolean certain = next.complete();
        List<Integer> order = order(next.branches(), place);
        for (int branch : order) {
            try {
                return choose(all.with(next, next.branches().get(branch)), choice + 1, place);
            } catch (Unsatisfiable e) {
                if (e.isLast()) {
                    throw e;
                }
                certain &= e.isCertain();
                first = first == null ? e : first;
            }
        }
        if (first == null || order.size() > 1) {
            String why = "no branch has a value" + (first == null ? "" : ": " + reason(first));
            throw certain ? Unsatisfiable.certain(next.pointer(), why) : Unsatisfiable.at(next.pointer(), why);
        }
        throw certain ? first : first.open();
    }

    private static String reason(Unsatisfiable first) {
        String at = first.path().length() <= 128 ? first.path() : "...";
        String message = String.valueOf(first.getMessage());
        return message.startsWith("no branch") ? "the first fails at " + at : message + " at " + at;
    }

    private JsonNode finished(Conjunction all, int choices, Place place) throws Unsatisfiable {
        JsonNode value = plain(all, place);
        Goal broken = all.broken(value);
        if (broken != null) {
            return choose(all.breaking(broken), choices, place);
        }
        all.confirm(value);
        return value;
    }

    /** Branches in the order in which they are tried: another one first in later attempts, the flattest when deep. */
    private List<Integer> order(List<List<Goal>> branches, Place place) {
        int size = branches.size();
        int from = size == 0 ? 0 : attempt < 4 ? attempt / 2 % size : picker.next(size);
        var order = new ArrayList<Integer>(size);
        for (int i = 0; i < size; i++) {
            order.add((from + i) % size);
        }
        if (place.depth() >= DEEP) {
            var heights = order.stream().collect(Collectors.toMap(i -> i, i -> height(branches.get(i))));
            order.sort(Comparator.comparing(heights::get));
        }
        return order;
    }

    private int height(List<Goal> branch) {
        return branch.stream()
                .filter(Goal::wanted)
                .mapToInt(goal -> maker.heights().of(goal.schema()))
                .max()
                .orElse(0);
    }

    private JsonNode plain(Conjunction all, Place place) throws Unsatisfiable {
        List<String> types = new ArrayList<>(Types.of(all, place.depth() >= DEEP));
        if (types.isEmpty()) {
            throw all.never("type", "no type is allowed by all parts of the schema");
        }
        if (attempt > 1) {
            Collections.rotate(types, -(attempt / 2));
        }
        if (all.has("const") || all.has("enum")) {
            return new Listed(this, all, place).make(types);
        }
        Unsatisfiable first = null;
        boolean certain = true;
        for (String type : types) {
            try {
                return typed(type, all, place);
            } catch (Unsatisfiable e) {
                if (e.isLast()) {
                    throw e;
                }
                certain &= e.isCertain();
                first = first == null ? e : first;
            }
        }
        throw first == null ? all.fail("type", "no type") : certain ? first : first.open();
    }

    private JsonNode typed(String type, Conjunction all, Place place) throws Unsatisfiable {
        return switch (type) {
            case "string" -> JsonNodeFactory.instance.stringNode(new Texts(this, all, place).make());
            case "number" -> new Numbers(all, place, picker).make(false);
            case "integer" -> new Numbers(all, place, picker).make(true);
            case "boolean" -> truth(all, place);
            case "null" -> {
                JsonNode none = JsonNodeFactory.instance.nullNode();
                if (!Listed.free(none, all, place)) {
                    throw all.fail("type", "null is not allowed");
                }
                yield none;
            }
            case "array" -> new ArrayMaker(this, all, place).make();
            case "object" -> new ObjectMaker(this, all, place).make();
            default -> throw all.fail("type", "'" + type + "' is no type");
        };
    }

    private JsonNode truth(Conjunction all, Place place) throws Unsatisfiable {
        int first = (place.variety() > 0 ? place.variety() : picker.next(2)) % 2;
        for (int i = 0; i < 2; i++) {
            JsonNode value = JsonNodeFactory.instance.booleanNode((first + i) % 2 == 0);
            if (Listed.free(value, all, place)) {
                return value;
            }
        }
        throw all.fail("type", "neither true nor false is allowed");
    }
}
