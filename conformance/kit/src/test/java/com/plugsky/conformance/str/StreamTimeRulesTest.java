package com.plugsky.conformance.str;

import static org.assertj.core.api.Assertions.assertThat;

import com.plugsky.conformance.Graded;
import com.plugsky.conformance.Outcome;
import com.plugsky.conformance.Profile;
import com.plugsky.conformance.Right;
import com.plugsky.conformance.Verdict;
import com.plugsky.conformance.wire.Answer;
import com.plugsky.conformance.wire.Arrival;
import com.plugsky.conformance.wire.ScriptedServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StreamTimeRulesTest {
    private static final String[] TEXTS = {"a", "b", "c", "d", "e", "f"};

    /** A stream whose role, texts and end came at these seconds, and that began at second 0. */
    private static Answer answer(int role, int firstTexts, int lastTexts, int end) {
        StringBuilder body = new StringBuilder(Right.role());
        List<Arrival> arrivals = new ArrayList<>();
        arrived(arrivals, body, role);
        body.append(Right.text("a")).append(Right.text("b")).append(Right.text("c"));
        arrived(arrivals, body, firstTexts);
        body.append(Right.text("d")).append(Right.text("e")).append(Right.text("f"));
        arrived(arrivals, body, lastTexts);
        body.append(Right.stop()).append(Right.DONE);
        arrived(arrivals, body, end);
        var head = new Answer.Head(200, "OK", List.of(), new byte[0]);
        long last = arrivals.getLast().nanos();
        byte[] bytes = body.toString().getBytes(StandardCharsets.UTF_8);
        return new Answer(head, bytes, new Answer.Timing(0, 0, arrivals, last), true);
    }

    private static void arrived(List<Arrival> arrivals, StringBuilder body, int second) {
        long nanos = second * 1_000_000_000L;
        if (!arrivals.isEmpty() && arrivals.getLast().nanos() == nanos) {
            arrivals.removeLast();
        }
        arrivals.add(new Arrival(body.length(), nanos));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, 0, 0, false, false",
        "0, 1, 2, 2, true,  false",
        "0, 9, 9, 9, false, true",
        "9, 9, 9, 9, false, true",
        "0, 9, 9, 10, false, true",
        "0, 1, 1, 1, false, false",
        "9, 9, 10, 10, true, true"
    })
    void looksAtTheTimesOfTheTextsAlone(
            int role, int firstTexts, int lastTexts, int end, boolean spread, boolean tookLong) {
        Answer answer = answer(role, firstTexts, lastTexts, end);
        Answer quick = answer(0, 0, 0, 1);
        Answer slowToo = answer(0, 0, 0, 8);

        assertThat(StreamTimeRules.spread(answer)).isEqualTo(spread);
        assertThat(StreamTimeRules.tookLong(answer, quick)).isEqualTo(tookLong);
        assertThat(StreamTimeRules.tookLong(answer, slowToo)).isFalse();
    }

    @Test
    void leavesOpenWhatCameAtOnceAndQuickly() throws IOException {
        Verdict verdict = Graded.rule("STR-25", Profile.CORE, request -> ScriptedServer.events(Right.stream(TEXTS)));

        assertThat(verdict.outcome()).isEqualTo(Outcome.INCONCLUSIVE);
    }
}
