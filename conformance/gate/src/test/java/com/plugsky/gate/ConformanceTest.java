package com.plugsky.gate;

import static org.assertj.core.api.Assertions.assertThat;

import com.plugsky.conformance.Outcome;
import com.plugsky.conformance.Rule;
import com.plugsky.conformance.Rules;
import com.plugsky.conformance.Target;
import com.plugsky.conformance.Verdict;
import com.plugsky.conformance.cli.Tally;
import com.plugsky.conformance.contract.Contract;
import java.io.IOException;
import java.nio.file.Files;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Our server under every rule of the kit, one test a rule. */
class ConformanceTest {
    private static final Set<Outcome> RIGHT = EnumSet.of(Outcome.PASS, Outcome.NOT_APPLICABLE);
    private static final Tally TALLY = new Tally();
    private static final int CATALOGUE = 163;
    /** Rules on time, which a machine that does other work too may leave open. */
    private static final Set<String> TIMED = Set.of("FUS-14", "STR-25");

    @TestFactory
    Stream<DynamicTest> rules() throws IOException {
        Target target = RunningServer.shared().target();
        Contract contract = Contract.read(Gate.contract());
        return Rules.all().stream()
                .map(rule -> DynamicTest.dynamicTest(name(rule), () -> holds(rule, rule.verdict(target, contract))));
    }

    /** What only a server without keys can show. */
    @Test
    void aServerWithoutKeysTakesAny() throws IOException {
        try (RunningServer open = RunningServer.startOpen()) {
            Target keyed = open.target();
            Target target = Target.of(open.baseUrl(), keyed.profile(), Target.Keys.of(null), keyed.models());
            Rule rule = Rules.all().stream()
                    .filter(each -> each.id().equals("AUT-08"))
                    .findFirst()
                    .orElseThrow();

            holds(rule, rule.verdict(target, Contract.read(Gate.contract())));
        }
    }

    @Test
    void eachRuleOfTheCatalogueHasOneHome() {
        List<String> ids = Rules.all().stream().map(Rule::id).toList();

        assertThat(ids).doesNotHaveDuplicates().hasSize(CATALOGUE);
    }

    @AfterAll
    static void count() throws IOException {
        String table = TALLY.table();
        Files.writeString(Gate.target().resolve("conformance.txt"), table);
        System.out.println(table);
    }

    private static String name(Rule rule) {
        return rule.id() + " " + rule.level() + ": " + rule.text();
    }

    private static void holds(Rule rule, Verdict verdict) {
        TALLY.add(rule, verdict);
        boolean open = verdict.outcome() == Outcome.INCONCLUSIVE && TIMED.contains(rule.id());
        assertThat(open || RIGHT.contains(verdict.outcome()))
                .as("%s: %s: %s", rule.id(), verdict.outcome(), verdict.reason())
                .isTrue();
    }
}
