package com.plugsky.engine.embedded.schema.goal;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * All that one value must keep at once: references are followed, {@code allOf} is taken apart, and what is a choice is
 * kept as one. A keyword is asked of all parts together.
 *
 * <p>What is forbidden waits until a value breaks it, since most values do not. One thread.
 */
public final class Conjunction extends Keywords {

    /**
     * Branches of which one must be taken.
     *
     * @param outer the part that they stand in
     * @param complete whether there is no other way
     */
    public record Choice(Goal outer, String pointer, List<List<Goal>> branches, boolean complete) {}

    /** That a part applies because another one does. */
    private record Link(JsonNode outer, JsonNode inner) {}

    private final Budget budget;
    private final List<Goal> forbidden = new ArrayList<>();
    private final List<Goal> waiting = new ArrayList<>();
    private final List<Goal> broken = new ArrayList<>();
    private final List<Choice> choices = new ArrayList<>();
    private final List<Link> links = new ArrayList<>();
    private final List<JsonNode> open = new ArrayList<>();

    public Conjunction(Document document, Budget budget) {
        super(document);
        this.budget = budget;
    }

    private Conjunction(Conjunction other) {
        this(other.document, other.budget);
        parts.addAll(other.parts);
        forbidden.addAll(other.forbidden);
        waiting.addAll(other.waiting);
        broken.addAll(other.broken);
        leaves.addAll(other.leaves);
        choices.addAll(other.choices);
        links.addAll(other.links);
    }

    /** A copy to which the goals of one branch of a choice are added. */
    public Conjunction with(Choice choice, List<Goal> branch) throws Unsatisfiable {
        budget.take(1 + size() / 16, choice.pointer());
        var copy = new Conjunction(this);
        for (Goal goal : branch) {
            if (goal.wanted()) {
                copy.want(goal, choice.outer());
            } else {
                copy.forbid(goal);
            }
        }
        Clash.check(copy);
        return copy;
    }

    /** A copy with one more choice: how what is forbidden may be broken. */
    public Conjunction breaking(Goal goal) throws Unsatisfiable {
        budget.take(1 + size() / 16, goal.pointer());
        var copy = new Conjunction(this);
        copy.waiting.remove(goal);
        copy.broken.add(goal);
        var negation = new Negation(document, goal);
        List<List<Goal>> branches = negation.branches();
        if (branches.isEmpty()) {
            throw Unsatisfiable.at(goal.pointer(), "what is forbidden here is kept by every value");
        }
        copy.choices.add(new Choice(goal, goal.pointer(), branches, negation.isComplete()));
        return copy;
    }

    private int size() {
        return parts.size() + forbidden.size() + choices.size() + links.size();
    }

    /** Refuses goals that contradict each other at first sight. */
    public void check() throws Unsatisfiable {
        Clash.check(this);
    }

    public void add(Goal goal) throws Unsatisfiable {
        if (goal.wanted()) {
            want(goal, null);
        } else {
            forbid(goal);
        }
    }

    private void want(Goal goal, @Nullable Goal outer) throws Unsatisfiable {
        budget.take(1, goal.pointer());
        JsonNode schema = goal.schema();
        if (schema.isBoolean()) {
            if (!schema.booleanValue()) {
                throw Unsatisfiable.certain(goal.pointer(), "the schema false allows no value");
            }
            return;
        }
        if (outer != null && holds(parts, outer.schema())) {
            links.add(new Link(outer.schema(), schema));
        }
        if (open.stream().anyMatch(one -> one == schema)) {
            throw Unsatisfiable.certain(goal.pointer(), "the schema refers to itself without end");
        }
        if (holds(parts, schema)) {
            return;
        }
        var applied = new Applied(document, goal, this);
        if (!applied.onlyRefers()) {
            parts.add(goal);
        }
        open.add(schema);
        for (Goal next : applied.always()) {
            if (next.wanted()) {
                want(next, goal);
            } else {
                forbid(next);
            }
        }
        choices.addAll(applied.choices());
        open.removeLast();
    }

    private void forbid(Goal goal) throws Unsatisfiable {
        budget.take(1, goal.pointer());
        JsonNode schema = goal.schema();
        if (schema.isBoolean()) {
            if (schema.booleanValue()) {
                throw Unsatisfiable.certain(goal.pointer(), "what is forbidden here is kept by every value");
            }
            return;
        }
        if (holds(forbidden, schema)) {
            return;
        }
        forbidden.add(goal);
        var negation = new Negation(document, goal);
        if (negation.isLeaf()) {
            leaves.add(goal);
        } else if (negation.isSimple()) {
            List<List<Goal>> branches = negation.branches();
            if (branches.size() == 1) {
                for (Goal next : branches.getFirst()) {
                    add(next);
                }
                return;
            }
            waiting.add(goal);
        } else {
            waiting.add(goal);
        }
    }

    private static boolean holds(List<Goal> list, JsonNode schema) {
        for (Goal one : list) {
            if (one.schema() == schema) {
                return true;
            }
        }
        return false;
    }

    /** Choices in the order in which they were met. */
    public List<Choice> choices() {
        return choices;
    }

    /** What is forbidden and kept by the value all the same; null if nothing is. */
    public @Nullable Goal broken(JsonNode value) throws Unsatisfiable {
        for (Goal goal : waiting) {
            if (!document.met(goal, value, budget)) {
                return goal;
            }
        }
        return null;
    }

    /** Refuses a value that keeps what it was made to break. */
    public void confirm(JsonNode value) throws Unsatisfiable {
        for (Goal goal : broken) {
            if (!document.met(goal, value, budget)) {
                throw Unsatisfiable.at(goal.pointer(), "no value was found that breaks what is forbidden here");
            }
        }
    }

    /** Whether a value that was not made for these goals keeps them all. */
    public boolean met(JsonNode value) throws Unsatisfiable {
        for (List<Goal> goals : List.of(parts, forbidden)) {
            for (Goal goal : goals) {
                if (!document.met(goal, value, budget)) {
                    return false;
                }
            }
        }
        return true;
    }

    /** The part and all parts that apply because it does. */
    public List<Goal> under(Goal part) {
        var under = new ArrayList<Goal>();
        under.add(part);
        for (int i = 0; i < under.size(); i++) {
            for (Link link : links) {
                if (link.outer() == under.get(i).schema() && !holds(under, link.inner())) {
                    parts.stream().filter(one -> one.schema() == link.inner()).forEach(under::add);
                }
            }
        }
        return under;
    }

    /** Refuses bounds that cross, such as {@code minLength} above {@code maxLength}. */
    public void bounds(String low, String high) throws Unsatisfiable {
        Clash.counts(this, low, high);
    }

    /** The range of numbers that all parts allow. */
    public Range range() throws Unsatisfiable {
        Clash.range(this);
        return Range.of(this);
    }

    public Document document() {
        return document;
    }

    public Budget budget() {
        return budget;
    }
}
