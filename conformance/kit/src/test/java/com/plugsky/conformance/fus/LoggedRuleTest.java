package com.plugsky.conformance.fus;

import static org.assertj.core.api.Assertions.assertThat;

import com.plugsky.conformance.Graded;
import com.plugsky.conformance.Outcome;
import com.plugsky.conformance.Right;
import com.plugsky.conformance.Verdict;
import com.plugsky.conformance.wire.ScriptedServer;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoggedRuleTest {
    private static final String OTHERS = "{'data':[{'id':'req_9'}],'has_more':true,'last_id':'req_9'}";
    private static final String NONE = "{'data':[{'id':'req_9'}],'has_more':false,'last_id':'req_9'}";

    private static String entry(String model) {
        return "{'data':[{'id':'req_1','chosen_model':'" + model
                + "','strategy':'cost_saver','rule':null}],'has_more':true}";
    }

    /** A log that says what it says from the given look on, and nothing of this request before. */
    private static Verdict verdict(String first, String after, int from) throws IOException {
        AtomicInteger looks = new AtomicInteger();
        try (ScriptedServer server = ScriptedServer.keeping(request -> {
            if (request.startsWith("POST")) {
                return Right.answer("Hi")
                        .replace(
                                "x-request-id", "x-plugsky-model: m\r\nx-plugsky-strategy: cost_saver\r\nx-request-id");
            }
            boolean next = request.contains("after=req_9");
            boolean told = next || looks.incrementAndGet() >= from;
            return ScriptedServer.json(200, (next ? after : told ? first : NONE).replace('\'', '"'));
        })) {
            return Graded.rule("FUS-12", Graded.beyondContract(server));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "m, 1, PASS, ''",
        "m, 3, PASS, ''",
        "other, 1, FAIL, 'chosen_model in the log: other (expected: m)'",
        "m, 1000000, FAIL, the request log has no entry req_1"
    })
    void waitsForTheEntry(String model, int from, Outcome outcome, String reason) throws IOException {
        Verdict verdict = verdict(entry(model), NONE, from);

        assertThat(verdict.outcome()).as(verdict.reason()).isEqualTo(outcome);
        assertThat(verdict.reason()).contains(reason);
    }

    @ParameterizedTest
    @CsvSource({"true, PASS", "false, FAIL"})
    void turnsThePages(boolean there, Outcome outcome) throws IOException {
        Verdict verdict = verdict(OTHERS, there ? entry("m") : OTHERS, 1);

        assertThat(verdict.outcome()).as(verdict.reason()).isEqualTo(outcome);
    }
}
