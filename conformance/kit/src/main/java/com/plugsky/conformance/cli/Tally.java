package com.plugsky.conformance.cli;

import com.plugsky.conformance.Level;
import com.plugsky.conformance.Outcome;
import com.plugsky.conformance.Rule;
import com.plugsky.conformance.Rules;
import com.plugsky.conformance.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Verdicts counted by group and outcome. */
public final class Tally {
    private record Entry(Rule rule, Verdict verdict) {}

    private final List<Entry> entries = new ArrayList<>();

    public synchronized void add(Rule rule, Verdict verdict) {
        // A rule may be run again where its fixture is: only there it counts.
        entries.removeIf(entry -> same(entry, rule) && entry.verdict.outcome() == Outcome.NOT_APPLICABLE);
        if (verdict.outcome() == Outcome.NOT_APPLICABLE && entries.stream().anyMatch(entry -> same(entry, rule))) {
            return;
        }
        entries.add(new Entry(rule, verdict));
    }

    private static boolean same(Entry entry, Rule rule) {
        return entry.rule.id().equals(rule.id());
    }

    public synchronized long count(Level level, Outcome outcome) {
        return entries.stream()
                .filter(entry -> entry.rule.level() == level && entry.verdict.outcome() == outcome)
                .count();
    }

    /** How many requests were sent again, since the server closed a kept connection without a byte of an answer. */
    public synchronized long retries() {
        return entries.stream().mapToLong(entry -> entry.verdict.retries()).sum();
    }

    private long count(@Nullable String group, Outcome outcome) {
        return entries.stream()
                .filter(entry -> group == null || entry.rule.group().equals(group))
                .filter(entry -> entry.verdict.outcome() == outcome)
                .count();
    }

    /** One line a group, a sum, the reason of each rule that did not apply, and what was not looked at. */
    public synchronized String table() {
        StringBuilder table = new StringBuilder(line("group", "pass", "fail", "inconclusive", "not applicable"));
        for (String group : Rules.groups()) {
            if (entries.stream().anyMatch(entry -> entry.rule.group().equals(group))) {
                table.append(row(group, group));
            }
        }
        table.append(row("all", null));
        for (Entry entry : entries) {
            if (entry.verdict.outcome() == Outcome.NOT_APPLICABLE) {
                table.append(String.format(
                        Locale.ROOT, "not applicable: %s: %s%n", entry.rule.id(), entry.verdict.reason()));
            } else if (entry.verdict.outcome() == Outcome.PASS
                    && !entry.verdict.reason().isEmpty()) {
                table.append(
                        String.format(Locale.ROOT, "not looked at: %s: %s%n", entry.rule.id(), entry.verdict.reason()));
            }
        }
        if (retries() > 0) {
            table.append(String.format(
                    Locale.ROOT, "requests sent again, since the server closed the connection: %d%n", retries()));
        }
        return table.toString();
    }

    private String row(String name, @Nullable String group) {
        return line(
                name,
                String.valueOf(count(group, Outcome.PASS)),
                String.valueOf(count(group, Outcome.FAIL)),
                String.valueOf(count(group, Outcome.INCONCLUSIVE)),
                String.valueOf(count(group, Outcome.NOT_APPLICABLE)));
    }

    private static String line(String... cells) {
        return String.format(Locale.ROOT, "%-6s %6s %6s %14s %16s%n", (Object[]) cells);
    }
}
