package com.plugsky.conformance.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.plugsky.conformance.Expect;
import com.plugsky.conformance.Outcome;
import com.plugsky.conformance.Profile;
import com.plugsky.conformance.Rule;
import com.plugsky.conformance.Target;
import com.plugsky.conformance.contract.Contract;
import com.plugsky.conformance.wire.ScriptedServer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GradeRunTest {
    private static final Rule OK =
            Rule.must("REQ-01", "models are listed", probe -> Expect.status(probe.get("/models"), 200));

    @Test
    void runsARuleThatIsKeptOnce() throws IOException {
        GradeResult result = run(200, 500);

        assertThat(result.outcome()).isEqualTo(Outcome.PASS);
        assertThat(result.runs()).isEqualTo(1);
        assertThat(result.flaky()).isFalse();
    }

    @Test
    void runsARuleThatFailsThreeTimes() throws IOException {
        GradeResult result = run(500, 500, 500, 200);

        assertThat(result.failedMust()).isTrue();
        assertThat(result.runs()).isEqualTo(3);
        assertThat(result.flaky()).isFalse();
    }

    @Test
    void leavesOpenWhatFailsOnlySometimes() throws IOException {
        GradeResult result = run(500, 200);

        assertThat(result.outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(result.flaky()).isTrue();
        assertThat(result.verdict().reason()).startsWith("failed 1 of 2 times: ");
    }

    @Test
    void tellsOfEachRuleInItsOrder() throws IOException {
        List<String> told = new ArrayList<>();
        try (ScriptedServer server = ScriptedServer.keeping(request -> ScriptedServer.json(200, "{}"))) {
            Rule other = Rule.should("REQ-02", "other", probe -> {});
            new GradeRun(target(server), Contract.bundled())
                    .run(
                            List.of(OK, other),
                            (result, number, all) ->
                                    told.add(number + "/" + all + result.rule().id()));
        }
        assertThat(told).containsExactly("1/2REQ-01", "2/2REQ-02");
    }

    @ParameterizedTest
    @CsvSource({"true, 5", "false, 3"})
    void runsNoMoreOnceAServerAnswersNothing(boolean alive, int run) throws IOException {
        ScriptedServer.Script script = (request, out) -> {
            if (alive && request.contains("/models ")) {
                ScriptedServer.write(out, ScriptedServer.json(200, "{}"));
            } else {
                out.close();
            }
        };
        Rule rule = Rule.must("REQ-01", "an answer", probe -> probe.get("/none"));
        try (ScriptedServer server = ScriptedServer.doing(script)) {
            List<GradeResult> results = new GradeRun(target(server), Contract.bundled())
                    .run(Collections.nCopies(5, rule), (result, number, all) -> {});

            assertThat(results).hasSize(5);
            assertThat(results.subList(0, run)).allMatch(GradeResult::failedMust);
            assertThat(results.subList(run, 5)).allSatisfy(result -> {
                assertThat(result.outcome()).isEqualTo(Outcome.INCONCLUSIVE);
                assertThat(result.verdict().reason()).startsWith("not run: ");
            });
        }
    }

    @ParameterizedTest
    @CsvSource({"CORE, INCONCLUSIVE", "STRICT, FAIL"})
    void takesAnswersThatHaveNoEndForOneFault(Profile profile, Outcome later) throws IOException {
        ScriptedServer.Script endless =
                (request, out) -> ScriptedServer.write(out, "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{");
        try (ScriptedServer server = ScriptedServer.doing(endless)) {
            Target target = Target.of(server.baseUrl(), profile, Target.Keys.of(null), Target.Models.of("m"))
                    .within(Duration.ofMillis(100));
            List<GradeResult> results =
                    new GradeRun(target, Contract.bundled()).run(List.of(OK, OK), (result, number, all) -> {});

            assertThat(results).extracting(GradeResult::outcome).containsExactly(Outcome.FAIL, later);
            assertThat(results.getFirst().verdict().reason()).isEqualTo("an answer has no end within 0.1 s");
        }
    }

    private static GradeResult run(int... statuses) throws IOException {
        var next = new AtomicInteger();
        try (ScriptedServer server =
                ScriptedServer.keeping(request -> ScriptedServer.json(statuses[next.getAndIncrement()], "{}"))) {
            return new GradeRun(target(server), Contract.bundled()).run(OK);
        }
    }

    private static Target target(ScriptedServer server) {
        return Target.of(server.baseUrl(), Profile.CORE, Target.Keys.of(null), Target.Models.of("m"));
    }
}
