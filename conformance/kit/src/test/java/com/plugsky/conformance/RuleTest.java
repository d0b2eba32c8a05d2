package com.plugsky.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.plugsky.conformance.contract.Contract;
import com.plugsky.conformance.wire.ScriptedServer;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleTest {
    private static final Contract CONTRACT = Contract.bundled();
    private static final String ERROR =
            "{\"error\":{\"message\":\"m\",\"type\":\"invalid_request_error\",\"param\":%s,\"code\":\"invalid_value\"}}";
    private static final Rule TABLE =
            Table.must("REQ-12", "n is at least 1").refused("n", "{'n': 0}").rule();

    private static Target target(ScriptedServer server, Profile profile) {
        return Target.of(server.baseUrl(), profile, Target.Keys.of("k"), Target.Models.of("m"))
                .within(Duration.ofSeconds(5));
    }

    private static Verdict verdict(Rule rule, String answer, Profile profile) throws IOException {
        try (ScriptedServer server = ScriptedServer.keeping(request -> answer)) {
            return rule.verdict(target(server, profile), CONTRACT);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            400 | "n"          | STRICT  | PASS | ''
            400 | "n"          | PLUGSKY | PASS | ''
            400 | "temperature"| STRICT  | FAIL | error.param: temperature (expected: n)
            400 | null         | CORE    | PASS | ''
            400 | 5            | CORE    | PASS | ''
            400 | 5            | STRICT  | FAIL | error.param: 5 (expected: string or null)
            200 | "n"          | CORE    | FAIL | status: 200 (expected: 400)
            500 | "n"          | CORE    | FAIL | status: 500 (expected: 400)
            """)
    void judgesARowByStatusAndParam(int status, String param, Profile profile, Outcome outcome, String reason)
            throws IOException {
        Verdict verdict = verdict(TABLE, ScriptedServer.json(status, ERROR.formatted(param)), profile);

        assertThat(verdict.outcome()).isEqualTo(outcome);
        assertThat(verdict.reason()).contains(reason);
        assertThat(verdict.evidence()).isNotEmpty();
    }

    @Test
    void failsWhenAnAnswerOnTheWayBreaksTheContract() throws IOException {
        String noId = ScriptedServer.json(400, ERROR.formatted("\"n\"")).replace("x-request-id", "x-other");

        assertThat(verdict(TABLE, noId, Profile.PLUGSKY).reason()).contains("header x-request-id is missing");
        assertThat(verdict(TABLE, noId, Profile.CORE).outcome()).isEqualTo(Outcome.PASS);
    }

    @Test
    void failsWhenNoAnswerComes() throws IOException {
        Verdict verdict = verdict(TABLE, "HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n", Profile.CORE);

        assertThat(verdict.outcome()).isEqualTo(Outcome.FAIL);
        assertThat(verdict.reason()).startsWith("no answer: ");
    }

    @Test
    void doesNotApplyWithoutItsFixtureOrProfile() throws IOException {
        Rule fixture = Rule.must(
                "AUT-06", "x", probe -> Target.need(probe.target().keys().read(), "a key that may only read"));

        assertThat(verdict(fixture, "", Profile.CORE).outcome()).isEqualTo(Outcome.NOT_APPLICABLE);
        assertThat(verdict(TABLE.only(Profile.ONLY_PLUGSKY), "", Profile.CORE).outcome())
                .isEqualTo(Outcome.NOT_APPLICABLE);
        assertThat(verdict(TABLE.waiting("needs an upstream"), "", Profile.CORE).reason())
                .isEqualTo("needs an upstream");
    }
}
