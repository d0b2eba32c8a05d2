package com.plugsky.engine.embedded.schema.goal;

import com.plugsky.engine.embedded.schema.goal.Conjunction.Choice;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** What a schema applies to the very same value: always, or as a choice. */
final class Applied {

    /** Up to so many branches, taking all of them is tried too where members or items must be spoken for. */
    private static final int MAX_TOGETHER = 8;

    private final Document document;
    private final Goal goal;
    private final JsonNode schema;
    private final boolean unevaluated;

    Applied(Document document, Goal goal, Conjunction all) {
        this.document = document;
        this.goal = goal;
        this.schema = goal.schema();
        this.unevaluated = Stream.of("unevaluatedProperties", "unevaluatedItems")
                .anyMatch(keyword -> schema.has(keyword) || all.has(keyword));
    }

    List<Goal> always() throws Unsatisfiable {
        var goals = new ArrayList<Goal>();
        for (String keyword : new String[] {"$ref", "$dynamicRef", "$recursiveRef"}) {
            JsonNode reference = schema.get(keyword);
            if (reference != null && reference.isString()) {
                goals.add(document.resolve(reference.stringValue(), document.place(goal, keyword)));
            }
        }
        if (onlyRefers()) {
            return goals;
        }
        goals.addAll(each("allOf"));
        JsonNode not = schema.get("not");
        if (not != null) {
            goals.add(document.within(goal, not, "not").refused());
        }
        return goals;
    }

    /** In old drafts what stands beside a reference is ignored. */
    boolean onlyRefers() {
        return schema.has("$ref") && !document.since(2019) && document.knows(schema);
    }

    List<Choice> choices() {
        var choices = new ArrayList<Choice>();
        if (onlyRefers()) {
            return choices;
        }
        List<Goal> any = each("anyOf");
        if (!any.isEmpty()) {
            var branches = new ArrayList<List<Goal>>();
            any.forEach(one -> branches.add(List.of(one)));
            if (unevaluated && any.size() > 1 && any.size() <= MAX_TOGETHER) {
                branches.add(any);
            }
            choices.add(choice("anyOf", branches));
        }
        List<Goal> one = each("oneOf");
        if (!one.isEmpty()) {
            choices.add(choice("oneOf", oneOf(one)));
        }
        if (schema.has("if") && (schema.has("then") || schema.has("else") || unevaluated)) {
            choices.add(choice("if", condition()));
        }
        for (String keyword : new String[] {"dependentSchemas", "dependencies"}) {
            for (Map.Entry<String, JsonNode> entry : schema.path(keyword).properties()) {
                if (!entry.getValue().isArray()) {
                    choices.add(dependent(keyword, entry.getKey(), entry.getValue()));
                }
            }
        }
        return choices;
    }

    /** One branch and none of the others; made when it is asked for, since all of them are many. */
    private static List<List<Goal>> oneOf(List<Goal> one) {
        return new AbstractList<>() {
            @Override
            public List<Goal> get(int index) {
                var branch = new ArrayList<Goal>();
                branch.add(one.get(index));
                for (int i = 0; i < one.size(); i++) {
                    if (i != index) {
                        branch.add(one.get(i).refused());
                    }
                }
                return branch;
            }

            @Override
            public int size() {
                return one.size();
            }
        };
    }

    private List<List<Goal>> condition() {
        Goal condition = document.within(goal, schema.get("if"), "if");
        var met = new ArrayList<>(List.of(condition));
        var unmet = new ArrayList<>(List.of(condition.refused()));
        if (schema.has("then")) {
            met.add(document.within(goal, schema.get("then"), "then"));
        }
        if (schema.has("else")) {
            unmet.add(document.within(goal, schema.get("else"), "else"));
        }
        return List.of(met, unmet);
    }

    /** The member is there and so is what depends on it, or it is not there. */
    private Choice dependent(String keyword, String key, JsonNode dependent) {
        String pointer = document.place(goal, keyword, key);
        var there = new Goal(Made.required(key), pointer);
        var away = new Goal(Made.without(key), pointer);
        return new Choice(
                goal,
                pointer,
                List.of(List.of(there, document.within(goal, dependent, keyword, key)), List.of(away)),
                true);
    }

    private Choice choice(String keyword, List<List<Goal>> branches) {
        return new Choice(goal, document.place(goal, keyword), branches, true);
    }

    private List<Goal> each(String keyword) {
        var goals = new ArrayList<Goal>();
        JsonNode list = schema.path(keyword);
        for (int i = 0; i < list.size(); i++) {
            goals.add(document.within(goal, list.get(i), keyword, String.valueOf(i)));
        }
        return goals;
    }
}
