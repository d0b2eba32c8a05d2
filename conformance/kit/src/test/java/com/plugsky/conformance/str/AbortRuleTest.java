package com.plugsky.conformance.str;

import static org.assertj.core.api.Assertions.assertThat;

import com.plugsky.conformance.Graded;
import com.plugsky.conformance.Outcome;
import com.plugsky.conformance.Profile;
import com.plugsky.conformance.Right;
import com.plugsky.conformance.Rule;
import com.plugsky.conformance.Verdict;
import com.plugsky.conformance.contract.Contract;
import com.plugsky.conformance.wire.ScriptedServer;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AbortRuleTest {
    private static final Contract CONTRACT = Contract.bundled();
    private static final AbortRule QUICK = new AbortRule(
            List.of(Duration.ofMillis(5), Duration.ofMillis(50), Duration.ofMillis(500)), Duration.ofMillis(400));

    /** Logs every {@code every}th request that it reads, with this outcome and duration. */
    private static Verdict verdict(int every, String outcome, long millis) throws IOException {
        AtomicInteger asked = new AtomicInteger();
        List<String> log = new CopyOnWriteArrayList<>();
        try (ScriptedServer server = ScriptedServer.doing((request, out) -> {
            if (request.startsWith("POST")) {
                if (asked.incrementAndGet() % every == 0) {
                    String user = Right.asked(request).path("user").asString();
                    log.addFirst("{\"user\":\"" + user + "\",\"outcome\":\"" + outcome + "\",\"duration_ms\":" + millis
                            + "}");
                }
            } else {
                String entries = log.stream().collect(Collectors.joining(",", "{\"data\":[", "]}"));
                ScriptedServer.write(out, ScriptedServer.json(200, entries));
            }
        })) {
            return Rule.must("STR-21", "x", QUICK::check).verdict(Graded.beyondContract(server), CONTRACT);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "1, cancelled, 1, PASS, ''",
        "2, cancelled, 1, PASS, ''",
        "1, ok, 1, FAIL, 'outcome in the request log: ok (expected: cancelled)'",
        "1, error, 1, FAIL, error",
        "1, cancelled, 5000, FAIL, 'noticed after'",
        "1000000, cancelled, 1, FAIL, 'no entry in the request log'"
    })
    void asksTheLogWhatBecameOfTheRequest(int every, String outcome, long millis, Outcome expected, String reason)
            throws IOException {
        Verdict verdict = verdict(every, outcome, millis);

        assertThat(verdict.outcome()).as(verdict.reason()).isEqualTo(expected);
        assertThat(verdict.reason()).contains(reason);
    }

    @Test
    void needsAModelThatNeverAnswers() throws IOException {
        Verdict verdict =
                Graded.rule("STR-21", Profile.PLUGSKY, request -> Right.error(404, "model", "model_not_found"));

        assertThat(verdict.outcome()).isEqualTo(Outcome.NOT_APPLICABLE);
    }
}
