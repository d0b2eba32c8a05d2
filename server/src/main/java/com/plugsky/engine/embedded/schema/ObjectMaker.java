package com.plugsky.engine.embedded.schema;

import com.plugsky.engine.embedded.schema.goal.Conjunction;
import com.plugsky.engine.embedded.schema.goal.Goal;
import com.plugsky.engine.embedded.schema.goal.Made;
import com.plugsky.engine.embedded.schema.goal.Unsatisfiable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The members of one object: those that are demanded, those that are listed, and as many more as there must be. */
final class ObjectMaker {

    /** The most members that are made unasked. */
    private static final int GENEROUS = 24;

    /** How many members an object without listed names is given. */
    private static final int EXAMPLES = 2;

    /** The most members that a schema may demand. */
    private static final int MOST = 4096;

    private static final int NAMES_IN_VAIN = 12;

    private final Search search;
    private final Conjunction all;
    private final Place place;
    private final Members members;
    private final int least;
    private final int most;
    private final Map<String, JsonNode> made = new LinkedHashMap<>();

    ObjectMaker(Search search, Conjunction all, Place place) throws Unsatisfiable {
        all.bounds("minProperties", "maxProperties");
        this.search = search;
        this.all = all;
        this.place = place;
        this.members = new Members(all, search.regex());
        this.least = all.atLeast("minProperties");
        this.most = all.atMost("maxProperties");
    }

    JsonNode make() throws Unsatisfiable {
        if (least > MOST) {
            throw all.never(
                    "minProperties", "minProperties " + least + " is more than is made here (at most " + MOST + ")");
        }
        Set<String> demanded = closure(required());
        if (demanded.size() > most) {
            throw all.never(
                    "maxProperties", "maxProperties " + most + " is below the " + demanded.size() + " demanded");
        }
        for (String key : demanded) {
            if (!members.isNamed(key)) {
                throw all.never("propertyNames", "the name of a member that is demanded is not allowed");
            }
            made.put(key, member(key));
        }
        named();
        for (String key : all.keys("properties")) {
            boolean needed = made.size() < least;
            if (needed || search.generous(place) && made.size() < least + GENEROUS) {
                offer(key);
            }
        }
        fill();
        ObjectNode object = ordered();
        if (!Listed.free(object, all, place)) {
            throw all.fail("type", "no other object was found");
        }
        return object;
    }

    private Set<String> required() {
        var names = new LinkedHashSet<String>();
        all.all("required").forEach(list -> list.forEach(name -> names.add(name.asString(""))));
        return names;
    }

    /** The names and all that must be there beside them. */
    private Set<String> closure(Set<String> names) throws Unsatisfiable {
        var closed = new LinkedHashSet<>(names);
        var todo = new ArrayList<>(names);
        for (int i = 0; i < todo.size(); i++) {
            for (String keyword : new String[] {"dependentRequired", "dependencies"}) {
                for (JsonNode table : all.all(keyword).toList()) {
                    all.budget().take(1, all.pointer());
                    for (JsonNode name :
                            table.path(todo.get(i)).isArray() ? table.path(todo.get(i)) : List.<JsonNode>of()) {
                        if (closed.add(name.asString(""))) {
                            todo.add(name.asString(""));
                        }
                    }
                }
            }
        }
        return closed;
    }

    private JsonNode member(String key, Goal... more) throws Unsatisfiable {
        all.budget().write(key.length(), all.pointer());
        List<Goal> goals = members.of(key);
        goals.addAll(List.of(more));
        return search.value(goals, place.property(key));
    }

    /** Members that must be there under some name, of which only the kind is known. */
    private void named() throws Unsatisfiable {
        for (Goal part : List.copyOf(all.parts())) {
            JsonNode name = part.schema().get(Made.NAME);
            JsonNode value = part.schema().get(Made.MEMBER);
            if (name == null || value == null) {
                continue;
            }
            List<Goal> names = members.names();
            names.add(new Goal(name, part.pointer(), true));
            String key = search.value(names, place.key(0, keys(made.keySet()))).asString("");
            Set<String> group = closure(Set.of(key));
            if (made.size() + group.size() > most) {
                throw all.fail("maxProperties", "there is no room for one more member");
            }
            made.put(key, member(key, new Goal(value, part.pointer(), true)));
            for (String other : group) {
                if (!made.containsKey(other)) {
                    made.put(other, member(other));
                }
            }
        }
    }

    /** Adds a member that nobody demands, and what it brings along, if all of it can be made. */
    private boolean offer(String key) throws Unsatisfiable {
        if (made.containsKey(key)) {
            return false;
        }
        var group = new LinkedHashMap<String, JsonNode>();
        try {
            for (String name : closure(Set.of(key))) {
                if (!made.containsKey(name)) {
                    if (made.size() + group.size() >= most || !members.isNamed(name)) {
                        return false;
                    }
                    group.put(name, member(name));
                }
            }
        } catch (Unsatisfiable e) {
            if (e.isLast()) {
                throw e;
            }
            return false;
        }
        made.putAll(group);
        return true;
    }

    /** Adds members of names that the schema does not list, until there are enough. */
    private void fill() throws Unsatisfiable {
        boolean unlisted = all.keys("properties").isEmpty() && isMap();
        int wish = unlisted && search.generous(place) ? Math.min(most, EXAMPLES) : 0;
        Set<String> vain = new LinkedHashSet<>(made.keySet());
        int inVain = 0;
        while (made.size() < Math.max(least, wish)) {
            String key;
            try {
                key = search.value(names(vain.size(), unlisted), place.key(inVain, keys(vain)))
                        .asString("");
            } catch (Unsatisfiable e) {
                if (made.size() >= least && !e.isLast()) {
                    return;
                }
                throw e;
            }
            vain.add(key);
            if (offer(key)) {
                vain.addAll(made.keySet());
            } else if (++inVain > NAMES_IN_VAIN) {
                if (made.size() >= least) {
                    return;
                }
                throw all.fail("minProperties", "no " + least + " members are allowed");
            }
        }
    }

    /** What the next name must keep: it is of a kind that the schema speaks of, if it speaks of kinds only. */
    private List<Goal> names(int before, boolean unlisted) {
        List<Goal> goals = members.names();
        List<String> patterns = List.copyOf(all.keys("patternProperties"));
        if (unlisted && !patterns.isEmpty() && made.size() >= least) {
            goals.add(new Goal(Made.pattern(patterns.get(before % patterns.size())), all.pointer(), true));
        }
        return goals;
    }

    /** Whether members of any name, or of a kind of names, have a schema. */
    private boolean isMap() {
        return all.all("additionalProperties").anyMatch(JsonNode::isObject)
                || all.all("patternProperties").anyMatch(patterns -> !patterns.isEmpty());
    }

    private static Set<JsonNode> keys(Set<String> names) {
        var nodes = new LinkedHashSet<JsonNode>();
        names.forEach(name -> nodes.add(JsonNodeFactory.instance.stringNode(name)));
        return nodes;
    }

    /** The members in the order in which the schema lists them, then the others. */
    private ObjectNode ordered() {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        for (String key : all.keys("properties")) {
            JsonNode value = made.remove(key);
            if (value != null) {
                object.set(key, value);
            }
        }
        made.forEach(object::set);
        return object;
    }
}
