package com.plugsky.engine.embedded.schema;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The members of one object. */
final class ObjectMaker {

    /** The most members that are made unasked. */
    private static final int GENEROUS = 24;

    /** The most members that a schema may demand. */
    private static final int MOST = 4096;

    private final InstanceMaker.Run run;
    private final Conjunction all;
    private final Place place;

    ObjectMaker(InstanceMaker.Run run, Conjunction all, Place place) {
        this.run = run;
        this.all = all;
        this.place = place;
    }

    JsonNode make() throws Unsatisfiable {
        int least = all.atLeast("minProperties");
        int most = all.atMost("maxProperties");
        Set<String> demanded = demanded();
        if (least > most || demanded.size() > most) {
            throw place.fail(
                    "maxProperties " + most + " is below the " + Math.max(least, demanded.size()) + " demanded");
        }
        if (least > MOST) {
            throw place.fail("minProperties " + least + " is more than is made here (at most " + MOST + ")");
        }
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        for (String key : order(demanded)) {
            run.budget().step(place);
            if (demanded.contains(key)) {
                object.set(key, member(key));
            } else if (object.size() < Math.min(most, least + GENEROUS) - missing(demanded, object)) {
                offer(object, key, object.size() < least);
            }
        }
        fill(object, least);
        return object;
    }

    /** The names that must be there: required, or needed beside one that is. */
    private Set<String> demanded() throws Unsatisfiable {
        Set<String> names = all.names("required");
        boolean more = true;
        while (more) {
            int before = names.size() + all.parts().size();
            for (String key : List.copyOf(names)) {
                run.budget().step(place);
                depend(key, names);
            }
            names.addAll(all.names("required"));
            more = names.size() + all.parts().size() > before;
        }
        return names;
    }

    /** What a member's presence brings with it: other names, or a schema for the whole object. */
    private void depend(String key, Set<String> names) throws Unsatisfiable {
        var schemas = new ArrayList<JsonNode>();
        for (String keyword : new String[] {"dependentRequired", "dependentSchemas", "dependencies"}) {
            all.all(keyword)
                    .map(object -> object.get(key))
                    .filter(value -> value != null)
                    .forEach(schemas::add);
        }
        for (JsonNode dependent : schemas) {
            if (dependent.isArray()) {
                dependent.forEach(name -> names.add(name.asString("")));
            } else {
                all.add(dependent, place.keyword("dependentSchemas"));
            }
        }
    }

    /** All known names in the order in which the schema lists them, then those that are only required. */
    private Set<String> order(Set<String> demanded) {
        var names = new LinkedHashSet<>(all.keys("properties"));
        names.addAll(demanded);
        return names;
    }

    private static int missing(Set<String> demanded, ObjectNode object) {
        return (int) demanded.stream().filter(name -> !object.has(name)).count();
    }

    private JsonNode member(String key) throws Unsatisfiable {
        return run.value(schemas(key), place.property(key));
    }

    /** Adds a member that nobody demands, if it can be made and demands nothing itself. */
    private void offer(ObjectNode object, String key, boolean needed) throws Unsatisfiable {
        if (!needed && !run.generous(place) || dependsOnMore(key)) {
            return;
        }
        try {
            object.set(key, member(key));
        } catch (Unsatisfiable e) {
            if (e.isLast()) {
                throw e;
            }
        }
    }

    private boolean dependsOnMore(String key) {
        return List.of("dependentRequired", "dependentSchemas", "dependencies").stream()
                .anyMatch(keyword -> all.keys(keyword).contains(key));
    }

    /** Adds members of names that the schema does not list, until there are enough. */
    private void fill(ObjectNode object, int least) throws Unsatisfiable {
        List<JsonNode> names = all.all("propertyNames").toList();
        for (int i = 0; object.size() < least; i++) {
            if (i > least * 4 + 16) {
                throw place.keyword("minProperties").fail("no " + least + " members are allowed");
            }
            String key = "extra" + (i + 1);
            List<String> patterns = List.copyOf(all.keys("patternProperties"));
            if (!names.isEmpty()) {
                key = run.value(with(names), place.keyword("propertyNames")).asString("");
            } else if (!patterns.isEmpty()) {
                String made = Patterns.make(patterns.get(i % patterns.size()), i % 8, run.picker());
                key = made == null ? key : made;
            }
            if (!object.has(key)) {
                offer(object, key, true);
            }
        }
    }

    private static List<JsonNode> with(List<JsonNode> names) {
        var schemas = new ArrayList<>(names);
        schemas.add(JsonNodeFactory.instance.objectNode().put("type", "string"));
        return schemas;
    }

    /** What all parts say of a member of this name. */
    private List<JsonNode> schemas(String key) throws Unsatisfiable {
        var schemas = new ArrayList<JsonNode>();
        for (JsonNode part : all.parts()) {
            boolean known = false;
            JsonNode properties = part.get("properties");
            if (properties != null && properties.has(key)) {
                schemas.add(properties.get(key));
                known = true;
            }
            known |= patterned(part, key, schemas);
            JsonNode others = part.get("additionalProperties");
            if (!known && others != null) {
                closed(others, key);
                schemas.add(others);
            }
            JsonNode unevaluated = part.get("unevaluatedProperties");
            if (unevaluated != null && !all.keys("properties").contains(key)) {
                closed(unevaluated, key);
                schemas.add(unevaluated);
            }
        }
        return schemas;
    }

    private boolean patterned(JsonNode part, String key, List<JsonNode> schemas) {
        JsonNode patterns = part.get("patternProperties");
        boolean known = false;
        if (patterns != null && patterns.isObject()) {
            for (Map.Entry<String, JsonNode> pattern : patterns.properties()) {
                if (run.regex().found(pattern.getKey(), key)) {
                    schemas.add(pattern.getValue());
                    known = true;
                }
            }
        }
        return known;
    }

    private void closed(JsonNode others, String key) throws Unsatisfiable {
        if (others.isBoolean() && !others.booleanValue()) {
            String shown = key.length() <= 64 ? key : key.substring(0, 61) + "...";
            throw place.keyword("additionalProperties")
                    .fail("the property '" + shown + "' is demanded, but not allowed");
        }
    }
}
