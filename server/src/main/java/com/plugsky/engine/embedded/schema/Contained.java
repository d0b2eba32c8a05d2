package com.plugsky.engine.embedded.schema;

import com.plugsky.engine.embedded.schema.goal.Conjunction;
import com.plugsky.engine.embedded.schema.goal.Document;
import com.plugsky.engine.embedded.schema.goal.Goal;
import com.plugsky.engine.embedded.schema.goal.Unsatisfiable;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** What an array must contain, and how much of it is still missing. One array. */
final class Contained {

    /** One kind of item of which there must be enough, and not too many. */
    private static final class Kind {
        private final Goal goal;
        private final int least;
        private final int most;
        private int count;

        Kind(Goal goal, int least, int most) {
            this.goal = goal;
            this.least = least;
            this.most = most;
        }
    }

    private final List<Kind> kinds = new ArrayList<>();
    private final Conjunction all;

    Contained(Conjunction all) {
        this.all = all;
        Document document = all.document();
        for (Goal part : all.parts()) {
            JsonNode contains = part.schema().get("contains");
            if (contains != null) {
                boolean counted = document.since(2019);
                int least = counted ? number(part.schema().path("minContains"), 1) : 1;
                int most = counted ? number(part.schema().path("maxContains"), Integer.MAX_VALUE) : Integer.MAX_VALUE;
                kinds.add(new Kind(document.within(part, contains, "contains"), least, most));
            }
        }
    }

    private static int number(JsonNode count, int otherwise) {
        return count.isNumber() ? (int) Math.min(count.doubleValue(), Integer.MAX_VALUE) : otherwise;
    }

    /** How many items there must be for the sake of what is contained. */
    int demanded() {
        return kinds.stream().mapToInt(kind -> kind.least).max().orElse(0);
    }

    boolean isEmpty() {
        return kinds.isEmpty();
    }

    boolean isPending() {
        return kinds.stream().anyMatch(kind -> kind.count < kind.least);
    }

    /**
     * What the next item may be made for, in the order in which it is tried: one kind that is missing, all of them when
     * room is short, or none.
     *
     * @param last whether no later place is any better
     */
    List<List<Goal>> next(int room, boolean last) {
        List<Goal> missing = new ArrayList<>();
        long count = 0;
        for (Kind kind : kinds) {
            if (kind.count < kind.least) {
                missing.add(kind.goal);
                count += kind.least - kind.count;
            }
        }
        var ways = new ArrayList<List<Goal>>();
        if (missing.size() > 1 && count > room) {
            ways.add(missing);
        }
        missing.forEach(goal -> ways.add(List.of(goal)));
        if (!last || missing.isEmpty()) {
            ways.add(List.of());
        }
        return ways;
    }

    /**
     * Says what is missing.
     *
     * @param everywhere whether it was tried in every kind of place
     */
    Unsatisfiable missing(Unsatisfiable why, boolean everywhere) {
        Goal goal = kinds.stream()
                .filter(kind -> kind.count < kind.least)
                .findFirst()
                .orElseThrow()
                .goal;
        String reason = "no item can be what must be contained: " + why.getMessage();
        return everywhere && why.isCertain() && kinds.size() == 1
                ? Unsatisfiable.certain(goal.pointer(), reason)
                : Unsatisfiable.at(goal.pointer(), reason);
    }

    /** Kinds of which there are enough: the next item must be none of them. */
    List<Goal> closed() {
        return kinds.stream()
                .filter(kind -> kind.count >= kind.most)
                .map(kind -> kind.goal.refused())
                .toList();
    }

    void count(JsonNode item) throws Unsatisfiable {
        for (Kind kind : kinds) {
            if (all.document().met(kind.goal, item, all.budget())) {
                kind.count++;
            }
        }
    }
}
