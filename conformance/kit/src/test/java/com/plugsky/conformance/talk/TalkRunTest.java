package com.plugsky.conformance.talk;

import static org.assertj.core.api.Assertions.assertThat;

import com.plugsky.conformance.Profile;
import com.plugsky.conformance.Target;
import com.plugsky.conformance.contract.Contract;
import com.plugsky.conformance.mutant.proxy.Asked;
import com.plugsky.conformance.mutant.proxy.Damage;
import com.plugsky.conformance.mutant.proxy.Mutator;
import com.plugsky.conformance.upstream.ScriptedUpstream;
import com.plugsky.conformance.wire.Request;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TalkRunTest {
    private static final int MANY = 30;

    private static TalkRun.Talked talk(URI url, Profile profile, long seed) {
        Target target = Target.of(url, profile, Target.Keys.of("sk-secret"), Target.Models.of("scripted"));
        return new TalkRun(target, Contract.bundled(), seed).run(MANY);
    }

    private static TalkRun.Talked damaged(Damage damage) throws IOException {
        try (ScriptedUpstream upstream = ScriptedUpstream.start();
                Mutator mutator = Mutator.before(upstream.url(), damage)) {
            return talk(mutator.baseUrl(), Profile.CORE, 1);
        }
    }

    @Test
    void holdsTheSameConversationsForTheSameSeed() throws IOException {
        try (ScriptedUpstream upstream = ScriptedUpstream.start()) {
            TalkRun.Talked first = talk(upstream.url(), Profile.CORE, 1);

            assertThat(first.misfits()).isEmpty();
            assertThat(first.counts().conversations()).isEqualTo(MANY);
            assertThat(first.counts().turns()).isGreaterThan(MANY);
            assertThat(first.counts().left()).isPositive();
            assertThat(talk(upstream.url(), Profile.CORE, 1).counts()).isEqualTo(first.counts());
            assertThat(talk(upstream.url(), Profile.CORE, 2).counts()).isNotEqualTo(first.counts());
        }
    }

    @Test
    void noticesACallInSpiteOfNone() throws IOException {
        Damage calls =
                Damage.asks(asked -> asked.at("/tool_choice").asString("").equals("none")
                        ? Asked.of(Request.json(
                                asked.request().target(),
                                asked.text().replace("\"none\"", "\"required\"").getBytes(StandardCharsets.UTF_8)))
                        : asked);

        assertThat(damaged(calls).misfits())
                .isNotEmpty()
                .allSatisfy(misfit -> assertThat(misfit.title()).contains("calls although tool_choice is none"));
    }

    @Test
    void noticesAFaultInALaterTurnAndShowsNoKey() throws IOException {
        Damage forgetful =
                Damage.answers((asked, reply) -> asked.text().contains("\"tool\"") ? reply.withStatus(500) : reply);

        assertThat(damaged(forgetful).misfits()).isNotEmpty().allSatisfy(misfit -> {
            assertThat(misfit.title()).contains("status 500 (expected: 200)").doesNotContain("turn 1:");
            assertThat(misfit.curl()).startsWith("curl").contains("$API_KEY").doesNotContain("sk-secret");
        });
    }
}
