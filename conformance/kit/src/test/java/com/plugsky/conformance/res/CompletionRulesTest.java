package com.plugsky.conformance.res;

import static org.assertj.core.api.Assertions.assertThat;

import com.plugsky.conformance.Graded;
import com.plugsky.conformance.Outcome;
import com.plugsky.conformance.Profile;
import com.plugsky.conformance.Right;
import com.plugsky.conformance.Verdict;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompletionRulesTest {
    private static final String TEXT = "The harbour lies still in the morning.";

    @ParameterizedTest
    @CsvSource({"true, PASS, ''", "false, FAIL, 'content holds the stop text'"})
    void looksForTheStopTextInTheContent(boolean stops, Outcome outcome, String reason) throws IOException {
        Verdict verdict = Graded.rule("RES-10", Profile.CORE, request -> {
            String stop = Right.asked(request).path("stop").asString("");
            return Right.answer(stops && !stop.isEmpty() ? TEXT.substring(0, TEXT.indexOf(stop)) : TEXT);
        });

        assertThat(verdict.outcome()).isEqualTo(outcome);
        assertThat(verdict.reason()).contains(reason);
    }

    @Test
    void leavesOpenWhatDiffersFromRunToRun() throws IOException {
        AtomicInteger runs = new AtomicInteger();
        Verdict verdict = Graded.rule(
                "RES-10",
                Profile.CORE,
                request -> Right.answer(request.contains("stop") ? "The" : TEXT + runs.incrementAndGet()));

        assertThat(verdict.outcome()).isEqualTo(Outcome.INCONCLUSIVE);
    }
}
