package com.plugsky.conformance.report;

import com.plugsky.conformance.Level;
import com.plugsky.conformance.Outcome;
import com.plugsky.conformance.Profile;
import com.plugsky.conformance.Rule;
import com.plugsky.conformance.Target;
import com.plugsky.conformance.Verdict;
import com.plugsky.conformance.run.GradeResult;
import com.plugsky.conformance.wire.Answer;
import com.plugsky.conformance.wire.Exchange;
import com.plugsky.conformance.wire.Header;
import com.plugsky.conformance.wire.Request;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Reports for tests. */
final class Reports {
    static final String KEY = "sk-secret-0123456789";
    static final Target TARGET = Target.of(
            URI.create("http://user:word@127.0.0.1:8080/v1"), Profile.CORE, Target.Keys.of(KEY), Target.Models.of("m"));

    private Reports() {}

    /** One of each outcome, with evidence that holds the key, markup, and bytes that are no text. */
    static Report mixed() {
        return of(List.of(
                result("REQ-01", Level.MUST, Outcome.PASS, ""),
                result("REQ-02", Level.MUST, Outcome.FAIL, "said <b>" + KEY + "</b> & \u0000"),
                result("STR-07", Level.SHOULD, Outcome.FAIL, "late"),
                result("STR-02", Level.SHOULD, Outcome.INCONCLUSIVE, "differs"),
                result("VIS-01", Level.MUST, Outcome.NOT_APPLICABLE, "fixture missing: model")));
    }

    static Report failures(int count) {
        List<GradeResult> results = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            results.add(result("REQ-" + i, Level.MUST, Outcome.FAIL, "why ".repeat(40)));
        }
        return of(results);
    }

    static Report of(List<GradeResult> results) {
        var run = new Report.Run(Instant.parse("2026-01-02T03:04:05Z"), Duration.ofMillis(1_500));
        var subject = new Report.Subject("http://127.0.0.1:8080/v1", Profile.CORE, "m", "1.0", 7, run);
        var finding = new Finding(
                "walk", "status", "500 for <x>", "sent it", true, "curl -H 'Authorization: Bearer " + KEY + "'");
        return new Report(subject, results, List.of(finding));
    }

    static GradeResult result(String id, Level level, Outcome outcome, String reason) {
        Rule rule = level == Level.MUST
                ? Rule.must(id, "text of it's own <i>", probe -> {})
                : Rule.should(id, "other text", probe -> {});
        var verdict = new Verdict(outcome, reason, List.of(exchange()), 0);
        return new GradeResult(rule, verdict, 1, outcome == Outcome.FAIL ? 1 : 0, Duration.ofMillis(12));
    }

    private static Exchange exchange() {
        byte[] body =
                ("{\"model\":\"it's <m>\",\"pad\":\"" + "x".repeat(20_000) + "\"}").getBytes(StandardCharsets.UTF_8);
        Request request = Request.json("/v1/chat/completions", body).with("Authorization", "Bearer " + KEY);
        byte[] head = ("HTTP/1.1 200 OK\r\nx-echo: " + KEY + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1);
        var answerHead = new Answer.Head(200, "OK", List.of(new Header("x-echo", KEY)), head);
        byte[] binary = {0, 1, 2, (byte) 0xFF};
        return new Exchange(
                request, new Answer(answerHead, binary, new Answer.Timing(0, 1_000_000, List.of(), 2_000_000), true));
    }
}
