package com.plugsky.gate;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.plugsky.conformance.Outcome;
import com.plugsky.conformance.Rule;
import com.plugsky.conformance.Rules;
import com.plugsky.conformance.Verdict;
import com.plugsky.conformance.cli.Tally;
import com.plugsky.conformance.contract.Contract;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Our server under every rule of the kit, one test a rule. */
class ConformanceTest {
    private static final Homes HOMES = new Homes();
    private static final Tally TALLY = new Tally();
    private static final int CATALOGUE = 163;
    /** Rules on time, which a machine that does other work too may leave open. */
    private static final Set<String> TIMED = Set.of("FUS-14", "STR-25");
    /** Rules that do not apply, each with the reason that its verdict gives. One that comes to apply leaves this table. */
    private static final Map<String, String> NOT_APPLICABLE = Map.ofEntries(
            entry("AUT-07", "not visible from outside; the server's own tests show it"),
            entry("HDR-05", "the server sets no limits"),
            entry("FUS-07", "fixture missing: a workspace whose rules are known"));

    @TestFactory
    Stream<DynamicTest> rules() throws IOException {
        Contract contract = Contract.read(Gate.contract());
        Stream<DynamicTest> rules = Rules.all().stream()
                .map(rule ->
                        DynamicTest.dynamicTest(name(rule), () -> holds(rule, rule.verdict(HOMES.of(rule), contract))));
        return Stream.concat(
                rules,
                Stream.of(DynamicTest.dynamicTest("no connection was closed unannounced", this::keepsConnections)));
    }

    /** Tomcat says when it closes: after a bad request and after a hundred good ones. A retry would hide a lost answer. */
    private void keepsConnections() {
        assertThat(TALLY.retries()).isZero();
    }

    @Test
    void eachRuleOfTheCatalogueHasOneHome() {
        List<String> ids = Rules.all().stream().map(Rule::id).toList();

        assertThat(ids).doesNotHaveDuplicates().hasSize(CATALOGUE).containsAll(NOT_APPLICABLE.keySet());
    }

    @AfterAll
    static void count() throws IOException {
        HOMES.close();
        String table = TALLY.table();
        Files.writeString(Gate.target().resolve("conformance.txt"), table);
        System.out.println(table);
    }

    private static String name(Rule rule) {
        return rule.id() + " " + rule.level() + ": " + rule.text();
    }

    private static void holds(Rule rule, Verdict verdict) {
        TALLY.add(rule, verdict);
        String expected = NOT_APPLICABLE.get(rule.id());
        if (expected != null || verdict.outcome() == Outcome.NOT_APPLICABLE) {
            assertThat(verdict.outcome() + ": " + verdict.reason())
                    .as("%s (the table of rules that do not apply says otherwise)", rule.id())
                    .isEqualTo(expected == null ? "PASS: " : Outcome.NOT_APPLICABLE + ": " + expected);
            return;
        }
        boolean open = verdict.outcome() == Outcome.INCONCLUSIVE && TIMED.contains(rule.id());
        assertThat(open || verdict.outcome() == Outcome.PASS)
                .as("%s: %s: %s", rule.id(), verdict.outcome(), verdict.reason())
                .isTrue();
        assertThat(verdict.outcome() == Outcome.PASS ? verdict.reason() : "")
                .as("%s: what was not looked at", rule.id())
                .isEmpty();
    }
}
