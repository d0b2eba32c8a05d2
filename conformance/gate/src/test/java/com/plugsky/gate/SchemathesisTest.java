package com.plugsky.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/** Schemathesis finds nothing in the server, although it looks: it sends much, most of it gets through, and a lax server is caught. */
class SchemathesisTest {

    @Test
    void findsNothingInThousandsOfCases() throws IOException {
        Schemathesis.Run run = Schemathesis.run(
                "server", RunningServer.shared().origin(), List.of("--phases", "examples,coverage,fuzzing"));
        SchemathesisReport report = run.report();
        System.out.println(report);
        assertThat(run.result().exit()).as(run.result().output()).isZero();
        assertThat(report.failed()).isEmpty();
        assertThat(run.folder().resolve("junit.xml")).isNotEmptyFile();
        SoftAssertions softly = new SoftAssertions();
        softly.assertThat(report.cases()).as("all cases").hasSizeGreaterThanOrEqualTo(5_000);
        softly.assertThat(report.count(SchemathesisReport.Case::chat))
                .as("chat cases")
                .isGreaterThanOrEqualTo(1_500);
        softly.assertThat(report.percent(one -> one.chat() && one.positive(), 200))
                .as("positive chat cases with 200")
                .isGreaterThanOrEqualTo(60);
        softly.assertThat(report.percent(one -> one.chat() && !one.positive(), 400))
                .as("negative chat cases with 400")
                .isGreaterThanOrEqualTo(95);
        softly.assertThat(report.count(one -> one.chat() && !one.positive() && one.status() == 404))
                .as("negative chat cases with 404")
                .isZero();
        softly.assertAll();
    }

    @Test
    void catchesAServerWithOneRuleSwitchedOff() throws IOException {
        try (LenientProxy lenient = LenientProxy.before(RunningServer.shared().origin(), "n")) {
            Schemathesis.Run run = Schemathesis.run(
                    "lenient",
                    lenient.origin(),
                    List.of(
                            "--phases",
                            "coverage",
                            "--include-operation-id",
                            "createChatCompletion",
                            "--max-failures",
                            "1"));
            assertThat(run.result().exit()).as(run.result().output()).isEqualTo(1);
            assertThat(run.report().failed())
                    .isNotEmpty()
                    .allSatisfy(one -> assertThat(one.failures()).containsOnly("negative_data_rejection"));
        }
    }
}
