package com.plugsky.gate;

import static org.assertj.core.api.Assertions.assertThat;

import com.plugsky.conformance.Level;
import com.plugsky.conformance.Outcome;
import com.plugsky.conformance.Rule;
import com.plugsky.conformance.Rules;
import com.plugsky.conformance.Target;
import com.plugsky.conformance.Verdict;
import com.plugsky.conformance.contract.Contract;
import com.plugsky.conformance.mutant.Mutant;
import com.plugsky.conformance.mutant.Mutants;
import com.plugsky.conformance.mutant.proxy.Damage;
import com.plugsky.conformance.mutant.proxy.Mutator;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Each rule must notice the servers that break it: a rule that cannot fail proves nothing. That it passes our server is {@link ConformanceTest}. */
class MutantsTest {
    private static final Homes HOMES = new Homes();
    /** Streams whose blocks are changed pass when they have ended, and this rule looks at one that never does. */
    private static final String ENDLESS = "STR-15";

    @TestFactory
    Stream<DynamicTest> rulesNoticeTheirMutants() throws IOException {
        Contract contract = Contract.read(Gate.contract());
        return Rules.all().stream()
                .flatMap(rule -> Mutants.of(rule).stream()
                        .map(mutant -> DynamicTest.dynamicTest(
                                rule.id() + " notices " + mutant.id(), () -> notices(rule, mutant, contract))));
    }

    private static void notices(Rule rule, Mutant mutant, Contract contract) throws IOException {
        Target clean = HOMES.of(rule);
        try (Mutator mutator = Mutator.before(clean.baseUrl(), mutant.damage())) {
            Verdict verdict = rule.verdict(clean.at(mutator.baseUrl()), contract);
            assertThat(verdict.outcome())
                    .as("%s (%s) before %s: %s", mutant.id(), mutant.text(), rule.id(), verdict.reason())
                    .isEqualTo(Outcome.FAIL);
        }
    }

    /** Else a rule would notice the proxy and not what it does wrong. */
    @TestFactory
    Stream<DynamicTest> rulesNoticeNothingInMutantsWithoutDamage() throws IOException {
        Contract contract = Contract.read(Gate.contract());
        return Rules.all().stream()
                .filter(rule -> !Mutants.of(rule).isEmpty())
                .flatMap(rule -> controls(rule).entrySet().stream()
                        .map(control -> DynamicTest.dynamicTest(
                                rule.id() + " before " + control.getKey(),
                                () -> passes(rule, control.getValue(), contract))));
    }

    /** What does nothing in each way in which the rule's mutants do something. */
    private static Map<String, Damage> controls(Rule rule) {
        boolean streams = Mutants.of(rule).stream().anyMatch(mutant -> mutant.damage().stream() != null);
        return streams && !rule.id().equals(ENDLESS)
                ? Map.of("no damage", Damage.none(), "the same blocks", Damage.streams((asked, blocks) -> blocks))
                : Map.of("no damage", Damage.none());
    }

    private static void passes(Rule rule, Damage control, Contract contract) throws IOException {
        Target clean = HOMES.of(rule);
        try (Mutator mutator = Mutator.before(clean.baseUrl(), control)) {
            Verdict verdict = rule.verdict(clean.at(mutator.baseUrl()), contract);
            assertThat(verdict.outcome())
                    .as("%s: %s", rule.id(), verdict.reason())
                    .isNotEqualTo(Outcome.FAIL);
        }
    }

    @Test
    void everyRuleHasAMutantOrAReason() {
        assertThat(Mutants.open()).isEmpty();
        Map<String, String> unbroken = Mutants.unbroken();
        List<Rule> reasoned = Rules.all().stream()
                .filter(rule -> unbroken.containsKey(rule.id()))
                .toList();

        assertThat(reasoned).hasSameSizeAs(unbroken.keySet());
        assertThat(reasoned).allSatisfy(rule -> assertThat(Mutants.of(rule)).isEmpty());
        assertThat(reasoned.stream().filter(rule -> rule.level() == Level.MUST))
                .extracting(Rule::id)
                .containsExactly("FUS-07");
    }

    @Test
    void everyMutantIsForRulesThatThereAre() {
        List<String> ids = Rules.all().stream().map(Rule::id).toList();

        assertThat(Mutants.all()).allSatisfy(mutant -> assertThat(ids).containsAll(mutant.kills()));
        assertThat(Mutants.all().stream().map(Mutant::id)).doesNotHaveDuplicates();
    }

    @AfterAll
    static void end() throws IOException {
        HOMES.close();
    }
}
