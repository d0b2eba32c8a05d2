package com.plugsky.conformance.fus;

import static org.assertj.core.api.Assertions.assertThat;

import com.plugsky.conformance.Graded;
import com.plugsky.conformance.Outcome;
import com.plugsky.conformance.Verdict;
import com.plugsky.conformance.wire.ScriptedServer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpeedRuleTest {
    private static double[] times(int slow, double millis) {
        double[] times = new double[200];
        Arrays.fill(times, 1);
        Arrays.fill(times, 0, slow, millis);
        return times;
    }

    /** Each round is written as slow routes, slow lists and late lists, of two hundred each. */
    @ParameterizedTest
    @CsvSource({
        "0 0 0, PASS",
        "2 0 0, PASS",
        "3 0 0, FAIL",
        "3 2 2, FAIL",
        "3 0 3, INCONCLUSIVE",
        "3 0 200, FAIL",
        "3 200 200, INCONCLUSIVE",
        "200 0 0, FAIL",
        "200 0 50, FAIL",
        "200 150 0, INCONCLUSIVE",
        "3 0 0;3 0 3;3 0 0, INCONCLUSIVE",
        "3 0 0;3 0 0;2 0 0, PASS",
        "3 0 0;200 0 50;3 0 0, FAIL"
    })
    void judgesTheSlowestOfAHundredOnACalmMachineOnly(String rounds, Outcome outcome) {
        List<SpeedRule.Round> all = new ArrayList<>();
        for (String round : rounds.split(";")) {
            double[][] times = Arrays.stream(round.split(" "))
                    .map(slow -> times(Integer.parseInt(slow), 9))
                    .toArray(double[][]::new);
            all.add(new SpeedRule.Round(times[0], times[1], times[2]));
        }

        assertThat(SpeedRule.judge(all)).isEqualTo(outcome);
    }

    @ParameterizedTest
    @CsvSource({"4, PASS", "5000, FAIL"})
    void readsTheServersOwnClock(int millis, Outcome outcome) throws IOException {
        try (ScriptedServer server = ScriptedServer.keeping(request -> ScriptedServer.json(200, "{}")
                .replace(
                        "x-request-id",
                        "openai-processing-ms: " + (request.startsWith("POST") ? millis : 0) + "\r\nx-request-id"))) {
            Verdict verdict = Graded.rule("FUS-14", Graded.beyondContract(server));

            assertThat(verdict.outcome()).as(verdict.reason()).isEqualTo(outcome);
        }
    }
}
