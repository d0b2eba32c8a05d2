package com.plugsky.conformance.hdr;

import static org.assertj.core.api.Assertions.assertThat;

import com.plugsky.conformance.Graded;
import com.plugsky.conformance.Outcome;
import com.plugsky.conformance.Profile;
import com.plugsky.conformance.Right;
import com.plugsky.conformance.Verdict;
import com.plugsky.conformance.wire.ScriptedServer;
import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeaderRulesTest {
    private static final String LIMITS = "x-ratelimit-limit-requests: 9\r\nx-ratelimit-reset-requests: 1s\r\n"
            + "x-ratelimit-limit-tokens: 9\r\nx-ratelimit-remaining-tokens: 9\r\nx-ratelimit-reset-tokens: 1s\r\n";

    private static String withHeaders(String answer, String headers) {
        return answer.replace("x-request-id: req_1\r\n", headers + "x-request-id: req_1\r\n");
    }

    /** What a server that copies the id unread puts into its answer. */
    private static String copied(String request, String way) {
        String id = request.substring(request.toLowerCase(Locale.ROOT).indexOf("request-id: ") + 12)
                .split("\r\n\\S", 2)[0];
        return switch (way) {
            case "none" -> "";
            case "decoded" -> "x-trace: " + id.replace("%0d%0a", "\r\n") + "\r\n";
            case "unescaped" -> "x-trace: " + id.replace("\\r\\n", "\r\n") + "\r\n";
            case "unfolded" -> "x-trace: " + id.replace("\r\n ", "\r\n") + "\r\n";
            default -> throw new IllegalArgumentException(way);
        };
    }

    @ParameterizedTest
    @CsvSource({"none, PASS", "decoded, FAIL", "unescaped, FAIL", "unfolded, FAIL"})
    void looksForHeadersThatTheCallersIdBrought(String way, Outcome outcome) throws IOException {
        Verdict verdict =
                Graded.rule("HDR-02", Profile.CORE, request -> withHeaders(Right.answer("Hi"), copied(request, way)));

        assertThat(verdict.outcome()).as(verdict.reason()).isEqualTo(outcome);
    }

    @ParameterizedTest
    @CsvSource({"1, CORE, PASS", "0, STRICT, FAIL", "-1, STRICT, FAIL", "0, CORE, INCONCLUSIVE"})
    void asksThatWhatRemainsFalls(int step, Profile profile, Outcome outcome) throws IOException {
        AtomicInteger asked = new AtomicInteger();
        Verdict verdict = Graded.rule("HDR-05", profile, request -> {
            int remaining = 100 - step * asked.incrementAndGet();
            return withHeaders(Right.answer("Hi"), LIMITS + "x-ratelimit-remaining-requests: " + remaining + "\r\n");
        });

        assertThat(verdict.outcome()).as(verdict.reason()).isEqualTo(outcome);
    }

    @ParameterizedTest
    @CsvSource({
        "new ids, no header, 200, NOT_APPLICABLE",
        "new ids, header, 422, FAIL",
        "one id, no header, 422, NOT_APPLICABLE",
        "one id, header, 422, PASS",
        "one id, header, 200, FAIL",
        "one id, header, 409, FAIL"
    })
    void asksForOneAnswerIfThatIsOffered(String ids, String header, int other, Outcome outcome) throws IOException {
        AtomicInteger asked = new AtomicInteger();
        Verdict verdict = Graded.rule("HDR-08", Profile.CORE, request -> {
            int number = asked.incrementAndGet();
            if (request.contains("temperature") && other != 200) {
                return Right.error(other, null, "idempotency_key_reused");
            }
            String answer = ScriptedServer.json(
                    200,
                    Right.completion("Hi")
                            .put("id", "chatcmpl-" + (ids.equals("one id") ? 1 : number))
                            .toString());
            return header.equals("header") && number > 1
                    ? withHeaders(answer, "idempotency-replayed: true\r\n")
                    : answer;
        });

        assertThat(verdict.outcome()).as(verdict.reason()).isEqualTo(outcome);
    }

    /** Whoever offers gzip may get it, but where the contract says otherwise. */
    @ParameterizedTest
    @CsvSource({"CORE, PASS", "STRICT, PASS", "PLUGSKY, FAIL"})
    void letsAServerCompressForThoseWhoOffer(Profile profile, Outcome outcome) throws IOException {
        Verdict verdict = Graded.rule(
                "HDR-09",
                profile,
                request -> Right.answer("Hi").replaceFirst("Content-Type", "Content-Encoding: gzip\r\nContent-Type"));

        assertThat(verdict.outcome()).as(verdict.reason()).isEqualTo(outcome);
    }
}
