package com.plugsky.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.plugsky.conformance.wire.ScriptedServer;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules that need an upstream which fails, against gateways that make the right or the wrong thing of it. */
class UpstreamRulesTest {
    private static final String MODEL = "\"model\":\"fault-";
    private static final String ERROR =
            "data: {\"error\":{\"message\":\"m\",\"type\":\"server_error\",\"param\":null,\"code\":\"upstream_error\"}}\n\n";

    @ParameterizedTest
    @ValueSource(strings = {"STR-18", "ERR-10", "ERR-11", "HDR-04", "FUS-10", "FUS-11"})
    void doNotApplyWithoutOne(String id) throws IOException {
        try (ScriptedServer server = ScriptedServer.keeping(request -> Right.answer("Hi"))) {
            Verdict verdict = Graded.rule(id, Graded.beyondContract(server));

            assertThat(verdict.outcome()).isEqualTo(Outcome.NOT_APPLICABLE);
            assertThat(verdict.reason()).contains("models whose upstream fails on purpose");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "ERR-10, 502, 504, server_error, PASS",
        "ERR-10, 500, 504, server_error, FAIL",
        "ERR-10, 502, 502, server_error, FAIL",
        "ERR-10, 502, 504, api_error, FAIL",
        "ERR-11, 502, 400, server_error, PASS",
        "ERR-11, 401, 400, server_error, FAIL",
        "ERR-11, 502, 422, server_error, FAIL",
    })
    void lookAtTheStatus(String id, int failed, int other, String type, Outcome outcome) throws IOException {
        Verdict verdict = verdict(id, request -> {
            boolean callers = request.contains(MODEL + "status-400") || request.contains(MODEL + "status-422");
            int status = callers || request.contains(MODEL + "stall") ? other : failed;
            String body = ScriptedServer.body(Right.error(status, null, "upstream_error"));
            return ScriptedServer.json(status, status < 500 ? body : body.replace("invalid_request_error", type));
        });

        assertThat(verdict.outcome()).as(verdict.reason()).isEqualTo(outcome);
    }

    @ParameterizedTest
    @CsvSource({"retry-after: 1, INCONCLUSIVE", "x-other: 1, FAIL"})
    void learnNothingFromAGatewayThatRestsItsUpstream(String header, Outcome outcome) throws IOException {
        String error = Right.error(503, null, "overloaded").replaceFirst("Content-Type", header + "\r\nContent-Type");

        assertThat(verdict("ERR-10", request -> error).outcome()).isEqualTo(outcome);
        assertThat(verdict("ERR-11", request -> error).outcome()).isEqualTo(outcome);
    }

    @ParameterizedTest
    @CsvSource({"CORE, PASS", "PLUGSKY, FAIL"})
    void takeAnErrorBeforeAStreamForOneInCore(Profile profile, Outcome outcome) throws IOException {
        try (ScriptedServer server = ScriptedServer.keeping(request -> Right.error(502, null, "upstream_error"))) {
            URI elsewhere = URI.create(server.baseUrl().toString().replace("/v1", "/api"));
            var models = new Target.Models("scripted", null, null, null, Target.Upstream.elsewhere());
            Target target = Target.of(elsewhere, profile, Target.Keys.of("k"), models);

            assertThat(Graded.rule("STR-18", target).outcome()).isEqualTo(outcome);
        }
    }

    @ParameterizedTest
    @CsvSource({"1, PASS", "0, FAIL", "soon, FAIL", ", FAIL"})
    void lookAtTheTimeToComeAgain(String after, Outcome outcome) throws IOException {
        String error = Right.error(429, null, "rate_limit_exceeded");
        String header = after == null ? "" : "retry-after: " + after + "\r\n";

        assertThat(verdict("HDR-04", request -> error.replaceFirst("Content-Type", header + "Content-Type"))
                        .outcome())
                .isEqualTo(outcome);
    }

    @ParameterizedTest
    @CsvSource({"chunk-error, PASS", "chunk-error-done, FAIL", "chunk, FAIL", "error, FAIL", "chunk-error-error, FAIL"})
    void lookAtTheEndOfAStream(String events, Outcome outcome) throws IOException {
        StringBuilder stream = new StringBuilder();
        for (String event : events.split("-")) {
            stream.append(
                    switch (event) {
                        case "chunk" -> Right.role() + Right.text("Hi");
                        case "error" -> ERROR;
                        default -> Right.DONE;
                    });
        }

        assertThat(verdict("STR-18", request -> ScriptedServer.events(stream.toString()))
                        .outcome())
                .isEqualTo(outcome);
    }

    @ParameterizedTest
    @CsvSource({
        "scripted, fault-cut, false, PASS",
        "scripted, scripted, true, PASS",
        "fault-status-500, fault-cut, false, FAIL",
        "scripted, scripted, false, FAIL",
        "scripted, fault-cut, true, FAIL",
    })
    void lookAtWhoAnswered(String plain, String streamed, boolean done, Outcome outcome) throws IOException {
        Verdict verdict = verdict("FUS-10", request -> {
            boolean cut = request.contains("[\"fault-cut\"");
            if (request.contains("/plugsky/route")) {
                return ScriptedServer.json(200, "{\"model\":\"" + (cut ? "fault-cut" : "fault-status-500") + "\"}");
            }
            String answer = cut
                    ? ScriptedServer.events(Right.role() + (done ? Right.stop() + Right.DONE : ERROR))
                    : Right.answer("Hi");
            String model = "x-plugsky-model: " + (cut ? streamed : plain) + "\r\n";
            return answer.replaceFirst("Content-Type", model + "Content-Type");
        });

        assertThat(verdict.outcome()).as(verdict.reason()).isEqualTo(outcome);
    }

    @ParameterizedTest
    @CsvSource({"502, PASS", "503, PASS", "500, FAIL", "404, FAIL"})
    void lookAtTheEndOfAllChoices(int status, Outcome outcome) throws IOException {
        assertThat(verdict("FUS-11", request -> Right.error(status, null, "upstream_error"))
                        .outcome())
                .isEqualTo(outcome);
    }

    /** Below a path of which the contract says nothing, so that bodies may be short. */
    private static Verdict verdict(String id, UnaryOperator<String> gateway) throws IOException {
        try (ScriptedServer server = ScriptedServer.keeping(gateway::apply)) {
            URI elsewhere = URI.create(server.baseUrl().toString().replace("/v1", "/api"));
            var models = new Target.Models("scripted", null, null, "plugsky-fusion", Target.Upstream.elsewhere());
            Target target = Target.of(elsewhere, Profile.PLUGSKY, Target.Keys.of("k"), models);
            return Graded.rule(id, target.within(Duration.ofSeconds(5)));
        }
    }
}
