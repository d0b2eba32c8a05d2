package com.plugsky.conformance.too;

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

class ToolRulesTest {
    @ParameterizedTest
    @CsvSource({
        "TOO-11, STRICT, FAIL",
        "TOO-11, PLUGSKY, FAIL",
        "TOO-11, CORE, PASS",
        "TOO-13, STRICT, FAIL",
        "TOO-13, PLUGSKY, FAIL",
        "TOO-13, CORE, PASS",
        "TOO-14, STRICT, FAIL",
        "TOO-14, PLUGSKY, FAIL",
        "TOO-14, CORE, PASS"
    })
    void asksForThePlaceBeyondCore(String id, Profile profile, Outcome outcome) throws IOException {
        Verdict verdict = Graded.rule(id, profile, request -> Right.error(400, "messages[9].role", "invalid_value"));

        assertThat(verdict.outcome()).isEqualTo(outcome);
    }

    @ParameterizedTest
    @CsvSource({
        "REQ-16, PLUGSKY, 200, PASS",
        "REQ-16, STRICT, 400, PASS",
        "REQ-16, CORE, 200, PASS",
        "REQ-16, CORE, 400, PASS",
        "REQ-16, PLUGSKY, 400, FAIL",
        "REQ-16, STRICT, 200, FAIL",
        "REQ-16, CORE, 500, FAIL",
        "TOO-09, PLUGSKY, 200, PASS",
        "TOO-09, STRICT, 400, PASS",
        "TOO-09, CORE, 200, PASS",
        "TOO-09, CORE, 400, PASS",
        "TOO-09, PLUGSKY, 400, FAIL",
        "TOO-09, STRICT, 200, FAIL",
        "TOO-09, CORE, 500, FAIL"
    })
    void anEmptyArrayMeansNoneByTheContract(String id, Profile profile, int status, Outcome outcome)
            throws IOException {
        String param = id.startsWith("REQ") ? "stop" : "tools";
        Verdict verdict = Graded.rule(id, profile, request -> {
            if (request.contains("\"" + param + "\":[]")) {
                return status == 200 ? Right.answer("Hi") : Right.error(status, param, "empty_array");
            }
            return Right.error(400, param, "invalid_type");
        });

        assertThat(verdict.outcome()).as(verdict.reason()).isEqualTo(outcome);
    }

    /** A model that never ends, or a server that bounds its answers, had no chance to show its call. */
    @ParameterizedTest
    @CsvSource({
        "TOO-01, CORE, length, INCONCLUSIVE",
        "TOO-04, CORE, length, INCONCLUSIVE",
        "JSO-05, CORE, length, INCONCLUSIVE",
        "TOO-01, STRICT, length, FAIL",
        "TOO-01, CORE, stop, FAIL"
    })
    void learnNothingFromAnswersThatWereCut(String id, Profile profile, String finish, Outcome outcome)
            throws IOException {
        Verdict verdict = Graded.rule(
                id,
                profile,
                request -> ScriptedServer.json(
                        200, ScriptedServer.body(Right.answer("{")).replace("\"stop\"", "\"" + finish + "\"")));

        assertThat(verdict.outcome()).as(verdict.reason()).isEqualTo(outcome);
    }
}
