package com.plugsky.conformance.jso;

import static org.assertj.core.api.Assertions.assertThat;

import com.plugsky.conformance.Graded;
import com.plugsky.conformance.Outcome;
import com.plugsky.conformance.Profile;
import com.plugsky.conformance.Right;
import com.plugsky.conformance.Verdict;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonAnswerRulesTest {
    @ParameterizedTest
    @CsvSource({"same, PASS", "text, FAIL", "null, FAIL", "each, INCONCLUSIVE"})
    void comparesTheAnswerWithAndWithoutTheFormat(String differs, Outcome outcome) throws IOException {
        AtomicInteger count = new AtomicInteger();
        Verdict verdict = Graded.rule("JSO-09", Profile.CORE, request -> {
            String format = Right.asked(request).path("response_format").toString();
            int number = count.incrementAndGet();
            return Right.answer(differs.equals("each") ? "Hi " + number : format.contains(differs) ? "Ho" : "Hi");
        });

        assertThat(verdict.outcome()).as(verdict.reason()).isEqualTo(outcome);
    }
}
