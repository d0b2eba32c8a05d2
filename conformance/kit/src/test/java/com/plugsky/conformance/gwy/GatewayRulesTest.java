package com.plugsky.conformance.gwy;

import static org.assertj.core.api.Assertions.assertThat;

import com.plugsky.conformance.Graded;
import com.plugsky.conformance.Outcome;
import com.plugsky.conformance.Profile;
import com.plugsky.conformance.Target;
import com.plugsky.conformance.Verdict;
import com.plugsky.conformance.mutant.proxy.Damage;
import com.plugsky.conformance.mutant.proxy.Mutator;
import com.plugsky.conformance.upstream.ScriptedUpstream;
import java.io.IOException;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules on gateways, before one that passes all on as it is: it hides nothing and mends nothing. */
class GatewayRulesTest {
    private static Target target(URI gateway, ScriptedUpstream upstream) {
        var models = new Target.Models("scripted", null, null, null, new Target.Upstream(upstream));
        return Target.of(gateway, Profile.CORE, Target.Keys.of("sk-test-caller"), models);
    }

    private static Verdict behind(String rule, Damage damage) throws IOException {
        try (ScriptedUpstream upstream = ScriptedUpstream.start();
                Mutator gateway = Mutator.before(upstream.url(), damage)) {
            return Graded.rule(rule, target(gateway.baseUrl(), upstream));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GWY-01", "GWY-03", "GWY-04", "GWY-05", "GWY-06", "GWY-07", "GWY-08", "GWY-11"})
    void passWhatPassesAllOn(String rule) throws IOException {
        Verdict verdict = behind(rule, Damage.none());

        assertThat(verdict.outcome()).as(verdict.reason()).isEqualTo(Outcome.PASS);
    }

    @ParameterizedTest
    @CsvSource({
        "GWY-02, the upstream got the caller's key in [Authorization]",
        "GWY-09, fault-half-json: status 200 (expected: 502)",
        "GWY-10, shows what is the upstream's",
        "GWY-12, fault-missing-index: a tool call without its index"
    })
    void failWhatHidesAndMendsNothing(String rule, String reason) throws IOException {
        Verdict verdict = behind(rule, Damage.none());

        assertThat(verdict.outcome()).isEqualTo(Outcome.FAIL);
        assertThat(verdict.reason()).contains(reason);
    }

    @ParameterizedTest
    @CsvSource({
        "GWY-01, DEAF, the upstream still works",
        "GWY-05, INSISTENT, the upstream was asked 10 times",
        "GWY-07, WHOLE, the median of gaps"
    })
    void failWhatActsOtherwise(String rule, Damage.Manner manner, String reason) throws IOException {
        Verdict verdict = behind(rule, Damage.manner(manner));

        assertThat(verdict.outcome()).isEqualTo(Outcome.FAIL);
        assertThat(verdict.reason()).contains(reason);
    }

    @Test
    void needAnUpstreamThatCanBeLookedInto() throws IOException {
        try (ScriptedUpstream upstream = ScriptedUpstream.start()) {
            var models = new Target.Models("scripted", null, null, null, Target.Upstream.elsewhere());
            Target target = Target.of(upstream.url(), Profile.CORE, Target.Keys.of("k"), models);

            assertThat(Graded.rule("GWY-03", target).outcome()).isEqualTo(Outcome.NOT_APPLICABLE);
        }
    }

    @Test
    void doNotApplyToModelsThatAGatewayHasNot() throws IOException {
        Damage unknown =
                Damage.answers((asked, reply) -> asked.text().contains("fault-") ? reply.withStatus(404) : reply);

        assertThat(behind("GWY-10", unknown).outcome()).isEqualTo(Outcome.NOT_APPLICABLE);
    }
}
