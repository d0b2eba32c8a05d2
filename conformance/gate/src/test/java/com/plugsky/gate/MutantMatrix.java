package com.plugsky.gate;

import com.plugsky.conformance.Outcome;
import com.plugsky.conformance.Rule;
import com.plugsky.conformance.Rules;
import com.plugsky.conformance.Target;
import com.plugsky.conformance.Verdict;
import com.plugsky.conformance.contract.Contract;
import com.plugsky.conformance.mutant.Mutant;
import com.plugsky.conformance.mutant.Mutants;
import com.plugsky.conformance.mutant.proxy.Mutator;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Every rule against every mutant, written to docs/reference/mutants.md. It is what {@code make mutants} runs, and no part of other runs. Rules
 * that take long run against their own mutants only.
 */
class MutantMatrix {
    private static final int THREADS = 4;
    private static final long QUICK_MILLIS = 400;
    private static final long MOST_MINUTES = 40;

    private final Homes homes = new Homes();
    private final List<Rule> rules = Rules.all();
    private final Map<String, Target> targets = new HashMap<>();
    private final Map<String, Long> millis = new HashMap<>();
    private final Map<String, SortedSet<String>> killed = new ConcurrentHashMap<>();
    private final AtomicInteger cells = new AtomicInteger();
    private final AtomicInteger done = new AtomicInteger();

    @Test
    void matrix() throws IOException, InterruptedException {
        Contract contract = Contract.read(Gate.contract());
        try {
            for (Rule rule : rules) {
                Target target = homes.of(rule);
                targets.put(rule.id(), target);
                long began = System.nanoTime();
                Verdict verdict = rule.verdict(target, contract);
                if (verdict.outcome() == Outcome.FAIL) {
                    throw new IllegalStateException(rule.id() + " fails without a mutant: " + verdict.reason());
                }
                millis.put(rule.id(), (System.nanoTime() - began) / 1_000_000);
            }
            try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
                Mutants.all().forEach(mutant -> threads.execute(() -> run(mutant, contract)));
                threads.shutdown();
                if (!threads.awaitTermination(MOST_MINUTES, TimeUnit.MINUTES)) {
                    threads.shutdownNow();
                    throw new IllegalStateException("not done within " + MOST_MINUTES + " minutes");
                }
            }
        } finally {
            homes.close();
        }
        if (done.get() < Mutants.all().size()) {
            throw new IllegalStateException(done + " mutants ran (expected: all)");
        }
        Files.writeString(page(), text());
    }

    static Path page() {
        return Gate.contract().resolveSibling("docs/reference/mutants.md");
    }

    private void run(Mutant mutant, Contract contract) {
        Map<URI, Mutator> mutators = new HashMap<>();
        SortedSet<String> kills = new TreeSet<>();
        try {
            for (Rule rule : rules) {
                if (!mutant.kills().contains(rule.id()) && isSlow(rule)) {
                    continue;
                }
                Target clean = Objects.requireNonNull(targets.get(rule.id()));
                Mutator mutator = mutators.get(clean.baseUrl());
                if (mutator == null) {
                    mutator = Mutator.before(clean.baseUrl(), mutant.damage());
                    mutators.put(clean.baseUrl(), mutator);
                }
                cells.incrementAndGet();
                if (rule.verdict(clean.at(mutator.baseUrl()), contract).outcome() == Outcome.FAIL) {
                    kills.add(rule.id());
                }
            }
            for (Mutator mutator : mutators.values()) {
                mutator.close();
            }
        } catch (IOException failure) {
            throw new IllegalStateException(mutant.id(), failure);
        }
        killed.put(mutant.id(), kills);
        System.out.printf(
                "%d of %d: %s: %d rules notice%n",
                done.incrementAndGet(), Mutants.all().size(), mutant.id(), kills.size());
    }

    private SortedSet<String> killed(Mutant mutant) {
        return killed.getOrDefault(mutant.id(), Collections.emptySortedSet());
    }

    private boolean isSlow(Rule rule) {
        return millis.getOrDefault(rule.id(), 0L) > QUICK_MILLIS;
    }

    private String text() {
        List<Mutant> mutants = Mutants.all();
        long missed = mutants.stream()
                .filter(mutant -> !killed(mutant).containsAll(mutant.kills()))
                .count();
        StringBuilder page = new StringBuilder("# Rules and mutants\n\n");
        page.append(String.format(
                Locale.ROOT,
                "Made by `make mutants`. A mutant is our server behind a proxy that does one thing wrong. %d rules ran against %d mutants, %d cells; %d mutants were not noticed by a rule that is meant to.%n%n",
                rules.size(),
                mutants.size(),
                cells.get(),
                missed));
        page.append("Rules that take more than ")
                .append(QUICK_MILLIS)
                .append(" ms ran against their own mutants only: ");
        page.append(rules.stream().filter(this::isSlow).map(Rule::id).collect(Collectors.joining(", ")))
                .append(".\n");
        mutants(page, mutants);
        rules(page, mutants);
        return page.toString();
    }

    private void mutants(StringBuilder page, List<Mutant> mutants) {
        page.append("\n## Mutants\n| mutant | what it does | meant for | noticed by as well |\n|---|---|---|---|\n");
        for (Mutant mutant : mutants) {
            SortedSet<String> others = new TreeSet<>(killed(mutant));
            others.removeAll(mutant.kills());
            page.append(String.format(
                    Locale.ROOT,
                    "| `%s` | %s | %s | %s |%n",
                    mutant.id(),
                    mutant.text(),
                    String.join(" ", mutant.kills()),
                    brief(others)));
        }
    }

    /** Names, or how many of each group where they are many. */
    private static String brief(SortedSet<String> ids) {
        if (ids.size() <= 8) {
            return String.join(" ", ids);
        }
        Map<String, Integer> groups = new TreeMap<>();
        ids.forEach(id -> groups.merge(id.substring(0, id.indexOf('-')), 1, Integer::sum));
        return groups.entrySet().stream()
                .map(group -> group.getValue() + " of " + group.getKey())
                .collect(Collectors.joining(", "));
    }

    private void rules(StringBuilder page, List<Mutant> mutants) {
        page.append("\n## Rules\n| rule | level | its mutants | mutants that it notices |\n|---|---|---|--:|\n");
        for (Rule rule : rules) {
            List<String> own = Mutants.of(rule).stream()
                    .map(mutant -> "`" + mutant.id() + "`")
                    .toList();
            long all = mutants.stream()
                    .filter(mutant -> killed(mutant).contains(rule.id()))
                    .count();
            String why = Mutants.unbroken().get(rule.id());
            List<String> cell = new ArrayList<>(own);
            if (why != null) {
                cell.add("none: " + why);
            }
            page.append(String.format(
                    Locale.ROOT, "| %s | %s | %s | %d |%n", rule.id(), rule.level(), String.join(", ", cell), all));
        }
    }
}
