package com.plugsky.conformance.req;

import static org.assertj.core.api.Assertions.assertThat;

import com.plugsky.conformance.Graded;
import com.plugsky.conformance.Outcome;
import com.plugsky.conformance.Profile;
import com.plugsky.conformance.Right;
import com.plugsky.conformance.Verdict;
import com.plugsky.conformance.wire.ScriptedServer;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumberRulesTest {
    @ParameterizedTest
    @ValueSource(strings = {"REQ-12", "REQ-17", "REQ-20"})
    void passesAServerThatKeepsTheContract(String id) throws IOException {
        Verdict verdict = Graded.rule(id, Profile.CORE, Right::byContract);

        assertThat(verdict.outcome()).as(verdict.reason()).isEqualTo(Outcome.PASS);
    }

    /** A server whose bound is one too narrow. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            REQ-12 | "n":128
            REQ-17 | "top_logprobs":20
            REQ-17 | "top_logprobs":0
            REQ-20 | "seed":-9223372036854775808
            """)
    void asksForTheValueOnTheBound(String id, String bound) throws IOException {
        Verdict verdict = Graded.rule(
                id,
                Profile.CORE,
                request -> ScriptedServer.body(request).matches(".*" + bound + "\\b.*")
                        ? Right.error(400, null, "invalid_value")
                        : Right.byContract(request));

        assertThat(verdict.outcome()).isEqualTo(Outcome.FAIL);
        assertThat(verdict.reason()).contains("status: 400 (expected: 200)");
    }

    /** A mapper that takes the last of two members with one name, as most do. */
    @Test
    void asksThatDoubledNamesAreRefused() throws IOException {
        assertThat(Graded.rule("REQ-23", Profile.CORE, request -> Right.answer("Hi"))
                        .outcome())
                .isEqualTo(Outcome.PASS);
        assertThat(Graded.rule("REQ-23", Profile.PLUGSKY, request -> Right.answer("Hi"))
                        .reason())
                .contains("status: 200 (expected: 400)");
    }
}
