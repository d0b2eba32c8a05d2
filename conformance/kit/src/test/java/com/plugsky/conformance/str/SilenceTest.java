package com.plugsky.conformance.str;

import static org.assertj.core.api.Assertions.assertThat;

import com.plugsky.conformance.Graded;
import com.plugsky.conformance.Outcome;
import com.plugsky.conformance.Right;
import com.plugsky.conformance.Target;
import com.plugsky.conformance.Verdict;
import com.plugsky.conformance.wire.ScriptedServer;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SilenceTest {
    private static final String HEAD =
            "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n";

    private static String chunked(String text) {
        return Integer.toHexString(text.length()) + "\r\n" + text + "\r\n";
    }

    /** All streams are right, but that of the model which never answers is {@code silence}, and does not end by itself. */
    private static ScriptedServer server(String silence) throws IOException {
        return ScriptedServer.doing((request, out) -> {
            if (request.startsWith("GET")) {
                ScriptedServer.write(out, ScriptedServer.json(200, "{}"));
            } else if (request.contains(Silence.STALL)) {
                ScriptedServer.write(out, HEAD + chunked(silence));
            } else {
                ScriptedServer.write(out, ScriptedServer.events(Right.stream("Hi")));
            }
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            STR-15 | : a~: b~: c~            | PASS
            STR-15 | : a~~: b~: c~           | FAIL
            STR-15 | : a~data: {}~~: b~: c~  | FAIL
            STR-19 | : a~: b~: c~            | PASS
            """)
    void listensToTheCommentsOfASilentStream(String id, String silence, Outcome outcome) throws IOException {
        try (ScriptedServer server = server(silence.replace('~', '\n'))) {
            Target target = Graded.beyondContract(server).keepingAlive(Duration.ofMillis(10));
            Verdict verdict = Graded.rule(id, target);

            assertThat(verdict.outcome()).as(verdict.reason()).isEqualTo(outcome);
        }
    }

    @ParameterizedTest
    @CsvSource({"STR-15", "STR-19"})
    void failsWhenNoCommentComes(String id) throws IOException {
        try (ScriptedServer server = server("")) {
            Target target =
                    Graded.beyondContract(server).within(Duration.ofMillis(500)).keepingAlive(Duration.ofMillis(10));

            assertThat(Graded.rule(id, target).outcome()).isEqualTo(Outcome.FAIL);
        }
    }

    @Test
    void saysThatItDidNotListen() throws IOException {
        try (ScriptedServer server = server("")) {
            Verdict verdict = Graded.rule("STR-15", Graded.beyondContract(server));

            assertThat(verdict.outcome()).isEqualTo(Outcome.PASS);
            assertThat(verdict.reason()).startsWith("comments (fixture missing: ");
        }
    }
}
