package com.plugsky.conformance.fus;

import static org.assertj.core.api.Assertions.assertThat;

import com.plugsky.conformance.Graded;
import com.plugsky.conformance.Outcome;
import com.plugsky.conformance.Verdict;
import com.plugsky.conformance.wire.ScriptedServer;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpeedRuleTest {
    /** @param slow of each hundred requests for a route, how many are slow */
    @ParameterizedTest
    @CsvSource({"1, 0, 1, PASS", "9, 1, 1, PASS", "9, 2, 1, FAIL", "9, 100, 1, FAIL", "9, 100, 9, INCONCLUSIVE"})
    void judgesTheSlowestOfAHundredByTheMachine(int route, int slow, int list, Outcome outcome) throws IOException {
        AtomicInteger asked = new AtomicInteger();
        try (ScriptedServer server = ScriptedServer.keeping(request -> {
            boolean routed = request.startsWith("POST");
            int millis = !routed ? list : asked.getAndIncrement() % 100 < slow ? route : 0;
            return ScriptedServer.json(200, "{}")
                    .replace("x-request-id", "openai-processing-ms: " + millis + "\r\nx-request-id");
        })) {
            Verdict verdict = Graded.rule("FUS-14", Graded.beyondContract(server));

            assertThat(verdict.outcome()).as(verdict.reason()).isEqualTo(outcome);
        }
    }
}
