package com.plugsky.conformance.trb;

import static org.assertj.core.api.Assertions.assertThat;

import com.plugsky.conformance.Graded;
import com.plugsky.conformance.Outcome;
import com.plugsky.conformance.Profile;
import com.plugsky.conformance.Right;
import com.plugsky.conformance.Rule;
import com.plugsky.conformance.Target;
import com.plugsky.conformance.Verdict;
import com.plugsky.conformance.mutant.proxy.Asked;
import com.plugsky.conformance.mutant.proxy.Damage;
import com.plugsky.conformance.mutant.proxy.Mutator;
import com.plugsky.conformance.upstream.ScriptedUpstream;
import com.plugsky.conformance.wire.Request;
import com.plugsky.conformance.wire.ScriptedServer;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class TroubleRulesTest {
    private static Target target(URI url) {
        return Target.of(url, Profile.CORE, Target.Keys.of("k"), Target.Models.of("scripted"));
    }

    private static Verdict behind(Damage.Manner manner, String rule) throws IOException {
        try (ScriptedUpstream server = ScriptedUpstream.start();
                Mutator mutator = Mutator.before(server.url(), Damage.manner(manner))) {
            return Graded.rule(rule, target(mutator.baseUrl()));
        }
    }

    static Stream<String> rules() {
        return TroubleRules.all().stream().map(Rule::id);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void passWhatStaysRight(String rule) throws IOException {
        try (ScriptedUpstream server = ScriptedUpstream.start()) {
            Verdict verdict = Graded.rule(rule, target(server.url()));

            assertThat(verdict.outcome()).as(verdict.reason()).isEqualTo(Outcome.PASS);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "TRB-01, BOTH_FRAMINGS, the connection stays open after 200",
        "TRB-02, TWO_LENGTHS, status: 200",
        "TRB-03, ANY_CHUNK, status: 200",
        "TRB-04, FORGETFUL, 'no answer, and the connection stays open'",
        "TRB-05, MODERN, the connection stays open",
        "TRB-08, ONE_BY_ONE, another caller had no answer",
        "TRB-09, ONE_BY_ONE, another caller had no answer"
    })
    void failWhatDoesNot(String rule, Damage.Manner manner, String reason) throws IOException {
        Verdict verdict = behind(manner, rule);

        assertThat(verdict.outcome()).isEqualTo(Outcome.FAIL);
        assertThat(verdict.reason()).contains(reason);
    }

    @ParameterizedTest
    @CsvSource({
        "TRB-01, BOTH_FRAMINGS, 'Transfer-Encoding: chunked'",
        "TRB-03, ANY_CHUNK, 'no size'",
        "TRB-05, MODERN, ' HTTP/1.0'"
    })
    void showTheBytesThatWentOut(String rule, Damage.Manner manner, String part) throws IOException {
        assertThat(behind(manner, rule).evidence().getLast().sent()).asString().contains(part);
    }

    /** A server may switch to HTTP/2, which is not followed, but must not refuse. */
    @ParameterizedTest
    @CsvSource({"101, PASS", "400, FAIL"})
    void takeASwitchForAnAnswer(int status, Outcome outcome) throws IOException {
        String head = "HTTP/1.1 " + status + " X\r\nUpgrade: h2c\r\nContent-Length: 0\r\n\r\n";
        try (ScriptedServer server = ScriptedServer.keeping(request -> head)) {
            assertThat(Graded.rule("TRB-06", target(server.baseUrl())).outcome())
                    .isEqualTo(outcome);
        }
    }

    @ParameterizedTest
    @CsvSource({"429, INCONCLUSIVE, all 200 streams are refused", "500, FAIL, 200 of 200 streams are broken"})
    void tellRefusalsFromFaults(int status, Outcome outcome, String reason) throws IOException {
        try (ScriptedServer server = ScriptedServer.keeping(request -> Right.error(status, null, "x"))) {
            Verdict verdict = Graded.rule("TRB-07", target(server.baseUrl()));

            assertThat(verdict.outcome()).isEqualTo(outcome);
            assertThat(verdict.reason()).contains(reason);
        }
    }

    /** What a server makes of the requests is no matter of their order. */
    @Test
    void takeTheOrderOfServersThatGiveOneChoiceAlways() throws IOException {
        Damage one = Damage.asks(asked -> asked.chat()
                ? Asked.of(Request.json(
                        asked.request().target(),
                        asked.text().replace("\"n\":", "\"x_n\":").getBytes(StandardCharsets.UTF_8)))
                : asked);
        try (ScriptedUpstream server = ScriptedUpstream.start();
                Mutator mutator = Mutator.before(server.url(), one)) {
            Verdict verdict = Graded.rule("TRB-04", target(mutator.baseUrl()));

            assertThat(verdict.outcome()).as(verdict.reason()).isEqualTo(Outcome.PASS);
        }
    }

    /** One cause, one rule: STR-01 asks for the media type, and the others read the body. */
    @ParameterizedTest
    @CsvSource({"STR-01, CORE, FAIL", "STR-04, CORE, PASS", "STR-07, CORE, PASS", "STR-07, STRICT, FAIL"})
    void readStreamsOfAnotherMediaType(String rule, Profile profile, Outcome outcome) throws IOException {
        Damage plain = Damage.answers(
                (asked, reply) -> asked.streams() ? reply.withHeader("Content-Type", "text/plain") : reply);
        try (ScriptedUpstream server = ScriptedUpstream.start();
                Mutator mutator = Mutator.before(server.url(), plain)) {
            Target target = Target.of(mutator.baseUrl(), profile, Target.Keys.of("k"), Target.Models.of("scripted"));
            Verdict verdict = Graded.rule(rule, target);

            assertThat(verdict.outcome()).as(verdict.reason()).isEqualTo(outcome);
        }
    }

    /** What is no answer is no end of the connection either. */
    @Test
    void noticeAnAnswerThatIsMixedIntoAnother() throws IOException {
        AtomicInteger asked = new AtomicInteger();
        try (ScriptedServer server = ScriptedServer.keeping(
                request -> asked.incrementAndGet() == 1 ? Right.answer("Hi") : "}{" + Right.answer("Hi"))) {
            Verdict verdict = Graded.rule("TRB-04", target(server.baseUrl()));

            assertThat(verdict.outcome()).as(verdict.reason()).isEqualTo(Outcome.FAIL);
            assertThat(verdict.reason()).contains("status line");
        }
    }
}
