package com.plugsky.gate;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.plugsky.conformance.Outcome;
import com.plugsky.conformance.Rule;
import com.plugsky.conformance.Rules;
import com.plugsky.conformance.Target;
import com.plugsky.conformance.Verdict;
import com.plugsky.conformance.contract.Contract;
import com.plugsky.conformance.report.Console;
import com.plugsky.conformance.report.Report;
import com.plugsky.conformance.report.Secrets;
import com.plugsky.conformance.run.GradeResult;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Our server under every rule of the kit, one test a rule. */
class ConformanceTest {
    private static final Homes HOMES = new Homes();
    private static final List<GradeResult> RESULTS = new CopyOnWriteArrayList<>();
    private static final long BEGAN = System.nanoTime();
    private static final int CATALOGUE = 186;
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
        assertThat(RESULTS.stream()
                        .mapToLong(result -> result.verdict().retries())
                        .sum())
                .isZero();
    }

    @Test
    void eachRuleOfTheCatalogueHasOneHome() {
        List<String> ids = Rules.all().stream().map(Rule::id).toList();

        assertThat(ids).doesNotHaveDuplicates().hasSize(CATALOGUE).containsAll(NOT_APPLICABLE.keySet());
    }

    @AfterAll
    static void count() throws IOException {
        HOMES.close();
        String table = new Console(Secrets.of(target())).summary(report());
        Files.writeString(Gate.target().resolve("conformance.txt"), table);
        System.out.println(table);
    }

    private static Target target() {
        return RunningServer.shared().target();
    }

    private static Report report() {
        var run = new Report.Run(Instant.now(), Duration.ofNanos(System.nanoTime() - BEGAN));
        var subject = new Report.Subject(
                target().baseUrl().toString(),
                target().profile(),
                target().models().chat(),
                "of this build",
                0,
                run);
        return new Report(subject, RESULTS, List.of());
    }

    private static String name(Rule rule) {
        return rule.id() + " " + rule.level() + ": " + rule.text();
    }

    private static void holds(Rule rule, Verdict verdict) {
        RESULTS.add(new GradeResult(rule, verdict, 1, verdict.outcome() == Outcome.FAIL ? 1 : 0, Duration.ZERO));
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
