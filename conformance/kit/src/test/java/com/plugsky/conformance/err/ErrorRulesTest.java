package com.plugsky.conformance.err;

import static org.assertj.core.api.Assertions.assertThat;

import com.plugsky.conformance.Graded;
import com.plugsky.conformance.Outcome;
import com.plugsky.conformance.Profile;
import com.plugsky.conformance.Right;
import com.plugsky.conformance.Verdict;
import com.plugsky.conformance.wire.ScriptedServer;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrorRulesTest {
    private static final int LIMIT = 32 * 1024 * 1024;

    @ParameterizedTest
    @CsvSource({"true, true, PASS", "true, false, FAIL", "false, true, FAIL"})
    void asksForTheLimitWithAndWithoutALength(boolean lengths, boolean chunks, Outcome outcome) throws IOException {
        Verdict verdict = Graded.rule("ERR-07", Profile.PLUGSKY, request -> {
            boolean chunked = request.contains("Transfer-Encoding: chunked");
            boolean refused = request.length() > LIMIT && (chunked ? chunks : lengths);
            return refused ? Right.error(413, null, "request_too_large") : Right.answer("Hi");
        });

        assertThat(verdict.outcome()).as(verdict.reason()).isEqualTo(outcome);
    }

    @ParameterizedTest
    @CsvSource({
        "'refused', PASS",
        "'task-force and disk-space', PASS",
        "'upstream said: invalid key sk-proj-abcdef', FAIL",
        "'sent Authorization: Bearer abcdef to the upstream', FAIL",
        "'at com.example.Chat.run(Chat.java:5)', FAIL",
        "'java.lang.IllegalStateException', FAIL",
        "'http://10.0.0.7/v1 refused', FAIL"
    })
    void looksForWhatNoMessageMayShow(String message, Outcome outcome) throws IOException {
        String error = Right.error(400, null, "invalid_value");
        Verdict verdict = Graded.rule(
                "ERR-09",
                Profile.CORE,
                request -> ScriptedServer.json(400, ScriptedServer.body(error).replace("refused", message)));

        assertThat(verdict.outcome()).as(verdict.reason()).isEqualTo(outcome);
    }

    /** That a server takes what it should refuse is told by the rules on requests, and by them alone. */
    @ParameterizedTest
    @CsvSource({
        "ERR-01, some, PASS",
        "ERR-02, some, PASS",
        "ERR-09, some, PASS",
        "ERR-01, all, FAIL",
        "ERR-09, all, FAIL"
    })
    void lookAtRefusalsOnly(String rule, String taken, Outcome outcome) throws IOException {
        Verdict verdict = Graded.rule(
                rule,
                Profile.CORE,
                request -> taken.equals("all") || request.contains("temperature")
                        ? Right.answer("Hi")
                        : Right.error(400, null, "invalid_value"));

        assertThat(verdict.outcome()).as(verdict.reason()).isEqualTo(outcome);
    }

    /** The shape of an error is a matter of ERR-01 in core, and of each rule elsewhere. */
    @ParameterizedTest
    @CsvSource({"REQ-02, CORE, PASS", "REQ-02, STRICT, FAIL", "ERR-04, CORE, PASS", "ERR-01, CORE, FAIL"})
    void lookAtTheShapeOfErrorsOnceInCore(String rule, Profile profile, Outcome outcome) throws IOException {
        Verdict verdict = Graded.rule(
                rule,
                profile,
                request -> ScriptedServer.json(
                        request.contains("/no/such/") || request.contains("/more ") ? 404 : 400,
                        "{\"detail\":\"refused\"}"));

        assertThat(verdict.outcome()).as(verdict.reason()).isEqualTo(outcome);
    }

    @ParameterizedTest
    @CsvSource({"RES-05, CORE, FAIL", "RES-10, CORE, PASS", "RES-10, STRICT, FAIL"})
    void lookAtUnknownWordsForAnEndOnceInCore(String rule, Profile profile, Outcome outcome) throws IOException {
        String text = "Hello dear harbour";
        Verdict verdict = Graded.rule(rule, profile, request -> {
            String stop = Right.asked(request).path("stop").asString(text);
            String said = stop.equals(text) ? text : text.substring(0, text.indexOf(stop));
            return Right.answer(said).replace("\"stop\"", "\"cool\"");
        });

        assertThat(verdict.outcome()).as(verdict.reason()).isEqualTo(outcome);
    }

    /** A key that was given to a server that asks for none is one fault. */
    @ParameterizedTest
    @CsvSource({"AUT-01, FAIL", "AUT-02, NOT_APPLICABLE", "AUT-04, NOT_APPLICABLE", "AUT-05, NOT_APPLICABLE"})
    void tellAnOpenServerOnce(String rule, Outcome outcome) throws IOException {
        assertThat(Graded.rule(rule, Profile.CORE, request -> Right.answer("Hi"))
                        .outcome())
                .isEqualTo(outcome);
    }

    /** Where a stream begins with 200 and says then that it failed, nobody can tell by the status. */
    @ParameterizedTest
    @CsvSource({"stream, FAIL", "refusal, PASS", "answer, PASS"})
    void lookForErrorsInStreamsThatShouldNotHaveBegun(String kind, Outcome outcome) throws IOException {
        Verdict verdict = Graded.rule("STR-17", Profile.CORE, request -> switch (kind) {
            case "stream" -> ScriptedServer.events("data: {\"error\":{\"message\":\"no\"}}\n\n");
            case "refusal" -> Right.error(422, null, "x");
            default -> ScriptedServer.events(Right.stream("Hi"));
        });

        assertThat(verdict.outcome()).as(verdict.reason()).isEqualTo(outcome);
    }

    @ParameterizedTest
    @CsvSource({"CORE, PASS", "STRICT, FAIL"})
    void takeNullForWhatIsAbsentInCore(Profile profile, Outcome outcome) throws IOException {
        Verdict verdict = Graded.rule(
                "RES-14",
                profile,
                request -> ScriptedServer.json(
                        200,
                        ScriptedServer.body(Right.answer("Hi"))
                                .replace(
                                        "\"refusal\":null",
                                        "\"refusal\":null,\"annotations\":null,\"tool_calls\":[]")));

        assertThat(verdict.outcome()).as(verdict.reason()).isEqualTo(outcome);
    }

    @ParameterizedTest
    @CsvSource({
        "m, CORE, PASS",
        "m-2024-08-06, STRICT, PASS",
        "m-2024-08-06, PLUGSKY, FAIL",
        "other, CORE, INCONCLUSIVE",
        "other, STRICT, FAIL"
    })
    void takeALongerNameForTheSameModel(String name, Profile profile, Outcome outcome) throws IOException {
        Verdict verdict = Graded.rule(
                "RES-15",
                profile,
                request -> ScriptedServer.json(
                        200, Right.completion("Hi").put("model", name).toString()));

        assertThat(verdict.outcome()).as(verdict.reason()).isEqualTo(outcome);
    }
}
