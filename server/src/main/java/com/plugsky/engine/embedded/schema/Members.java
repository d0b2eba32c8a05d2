package com.plugsky.engine.embedded.schema;

import com.plugsky.engine.embedded.schema.goal.Conjunction;
import com.plugsky.engine.embedded.schema.goal.Document;
import com.plugsky.engine.embedded.schema.goal.Goal;
import com.plugsky.engine.embedded.schema.goal.Made;
import com.plugsky.engine.embedded.schema.goal.Unsatisfiable;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** What all parts say of an object's members: of the one with a given name, and of names that nobody listed. */
final class Members {

    private final Conjunction all;
    private final Document document;
    private final Regex regex;
    private final Map<JsonNode, List<Goal>> under = new IdentityHashMap<>();

    Members(Conjunction all, Regex regex) {
        this.all = all;
        this.document = all.document();
        this.regex = regex;
    }

    /** What a member of this name must keep. */
    List<Goal> of(String key) throws Unsatisfiable {
        var goals = new ArrayList<Goal>();
        for (Goal part : all.parts()) {
            int before = goals.size();
            JsonNode member = part.schema().path("properties").get(key);
            if (member != null) {
                goals.add(document.within(part, member, "properties", key));
            }
            patterned(part, key, goals);
            JsonNode others = part.schema().get("additionalProperties");
            if (goals.size() == before && others != null) {
                goals.add(open(document.within(part, others, "additionalProperties"), key, true));
            }
            JsonNode unevaluated = part.schema().get("unevaluatedProperties");
            if (unevaluated != null && !evaluated(part, key)) {
                goals.add(open(document.within(part, unevaluated, "unevaluatedProperties"), key, false));
            }
        }
        return goals;
    }

    private void patterned(Goal part, String key, List<Goal> goals) {
        for (Map.Entry<String, JsonNode> pattern :
                part.schema().path("patternProperties").properties()) {
            if (regex.found(pattern.getKey(), key)) {
                goals.add(document.within(part, pattern.getValue(), "patternProperties", pattern.getKey()));
            }
        }
    }

    private static Goal open(Goal others, String key, boolean certain) throws Unsatisfiable {
        if (others.schema().isBoolean() && !others.schema().booleanValue()) {
            String shown = key.length() <= 64 ? key : key.substring(0, 61) + "...";
            String reason = "the property '" + shown + "' is demanded, but not allowed";
            throw certain
                    ? Unsatisfiable.certain(others.pointer(), reason)
                    : Unsatisfiable.at(others.pointer(), reason);
        }
        return others;
    }

    /** Whether a part, or one that applies because of it, speaks for a member of this name. */
    private boolean evaluated(Goal part, String key) {
        for (Goal under : under(part)) {
            JsonNode schema = under.schema();
            boolean own = under.schema() == part.schema();
            if (schema.path("properties").has(key)
                    || schema.has("additionalProperties")
                    || !own && schema.has("unevaluatedProperties")
                    || schema.path("patternProperties").propertyNames().stream()
                            .anyMatch(pattern -> regex.found(pattern, key))) {
                return true;
            }
        }
        return false;
    }

    private List<Goal> under(Goal part) {
        return under.computeIfAbsent(part.schema(), schema -> all.under(part));
    }

    /** Whether a name may be given at all. */
    boolean isNamed(String key) throws Unsatisfiable {
        JsonNode name = JsonNodeFactory.instance.stringNode(key);
        for (Goal names : all.goals("propertyNames")) {
            if (!document.met(names, name, all.budget())) {
                return false;
            }
        }
        return true;
    }

    /** What the name of one more member must keep. */
    List<Goal> names() {
        var goals = new ArrayList<>(all.goals("propertyNames"));
        goals.add(new Goal(Made.type("string"), pointer(), true));
        for (Goal part : all.parts()) {
            if (isFalse(part.schema().get("additionalProperties"))) {
                closed(document.place(part, "additionalProperties"), List.of(part), goals);
            }
            if (isFalse(part.schema().get("unevaluatedProperties"))) {
                List<Goal> under = under(part);
                if (under.stream().noneMatch(one -> isOpen(one.schema()))) {
                    closed(document.place(part, "unevaluatedProperties"), under, goals);
                }
            }
            part.schema().path("patternProperties").properties().forEach(entry -> {
                if (isFalse(entry.getValue())) {
                    goals.add(new Goal(Made.pattern(entry.getKey()), part.pointer(), false));
                }
            });
        }
        return goals;
    }

    private static boolean isOpen(JsonNode schema) {
        JsonNode additional = schema.get("additionalProperties");
        JsonNode unevaluated = schema.get("unevaluatedProperties");
        return additional != null && !isFalse(additional) || unevaluated != null && !isFalse(unevaluated);
    }

    private static boolean isFalse(@Nullable JsonNode schema) {
        return schema != null && schema.isBoolean() && !schema.booleanValue();
    }

    /** Only names that these parts list, or that one of their patterns matches. */
    private static void closed(String pointer, List<Goal> parts, List<Goal> goals) {
        var listed = new ArrayList<String>();
        ArrayNode ways = JsonNodeFactory.instance.arrayNode();
        for (Goal part : parts) {
            part.schema().path("patternProperties").properties().forEach(entry -> {
                if (!isFalse(entry.getValue())) {
                    ways.add(Made.pattern(entry.getKey()));
                }
            });
            part.schema().path("properties").properties().forEach(entry -> {
                if (!isFalse(entry.getValue())) {
                    listed.add(entry.getKey());
                }
            });
        }
        if (!listed.isEmpty() || ways.isEmpty()) {
            ways.add(Made.oneOf(listed));
        }
        goals.add(new Goal(Made.schema("anyOf", ways), pointer, true));
    }

    private String pointer() {
        return all.parts().isEmpty() ? "" : all.parts().getFirst().pointer();
    }
}
