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
import com.plugsky.conformance.mutant.Mutator;
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
