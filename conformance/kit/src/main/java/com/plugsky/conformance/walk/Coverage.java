package com.plugsky.conformance.walk;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** How often each keyword of the request schema was kept by a valid request and broken by another. Safe for threads. */
public final class Coverage {
    private static final class Count {
        private final AtomicLong kept = new AtomicLong();
        private final AtomicLong broken = new AtomicLong();
    }

    private final Map<String, Count> counts = new TreeMap<>();
    private final Shape root;

    Coverage(ContractWalk walk) {
        this.root = walk.root();
        for (Goal goal : walk.goals()) {
            counts.put(goal.location(), new Count());
        }
    }

    public void add(WalkCase walked) {
        Breakage broken = walked.broken();
        if (broken != null) {
            count(broken.keyword()).broken.incrementAndGet();
            return;
        }
        Places.walk(
                root,
                Path.ROOT,
                walked.body(),
                (shape, path, value, name) -> Goal.keywords(shape, name)
                        .forEach(each -> count(Goal.location(shape, each.keyword(), each.name()))
                                .kept
                                .incrementAndGet()));
    }

    private Count count(String location) {
        Count count = counts.get(location);
        if (count == null) {
            throw new IllegalArgumentException("keyword: " + location + " (expected: one that the walk knows)");
        }
        return count;
    }

    public int keywords() {
        return counts.size();
    }

    /** The keywords that were kept and broken at least once. */
    public long bothWays() {
        return counts.values().stream()
                .filter(count -> count.kept.get() > 0 && count.broken.get() > 0)
                .count();
    }

    /** The keywords that were never kept or never broken, with which of the two. */
    public List<String> gaps() {
        List<String> gaps = new ArrayList<>();
        counts.forEach((location, count) -> {
            if (count.kept.get() == 0) {
                gaps.add(location + " was never kept");
            }
            if (count.broken.get() == 0) {
                gaps.add(location + " was never broken");
            }
        });
        return gaps;
    }

    /** One line a keyword: kept, broken, where. */
    public String table() {
        StringBuilder table = new StringBuilder();
        table.append(String.format(
                Locale.ROOT,
                "%d keywords, %d kept and broken%n%10s %10s  keyword%n",
                keywords(),
                bothWays(),
                "kept",
                "broken"));
        counts.forEach((location, count) -> table.append(
                String.format(Locale.ROOT, "%10d %10d  %s%n", count.kept.get(), count.broken.get(), location)));
        return table.toString();
    }

    public ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("keywords", keywords()).put("both_ways", bothWays());
        ObjectNode all = json.putObject("counts");
        counts.forEach((location, count) ->
                all.putObject(location).put("kept", count.kept.get()).put("broken", count.broken.get()));
        return json;
    }
}
