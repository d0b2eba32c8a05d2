package com.plugsky.gate;

import static org.assertj.core.api.Assertions.assertThat;

import com.plugsky.conformance.Target;
import com.plugsky.conformance.fuzz.FuzzFindings;
import com.plugsky.conformance.fuzz.FuzzReport;
import com.plugsky.conformance.fuzz.Schemathesis;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/** Schemathesis finds nothing in the server, although it looks: it sends much, most of it gets through, and a lax server is caught. */
class SchemathesisTest {
    private static final int SEED = Integer.getInteger("plugsky.schemathesis.seed", 1);

    @Test
    void findsNothingInThousandsOfCases() throws IOException {
        Schemathesis.Run run = program()
                .run(
                        RunningServer.shared().target(),
                        SEED,
                        folder("server"),
                        List.of("--phases", "examples,coverage,fuzzing"));
        FuzzReport report = run.report();
        System.out.println(report.line());
        assertThat(run.exit()).as("see " + run.folder()).isZero();
        assertThat(report.failed()).isEmpty();
        assertThat(run.folder().resolve("chat/junit.xml")).isNotEmptyFile();
        assertThat(run.folder().resolve("others/junit.xml")).isNotEmptyFile();
        SoftAssertions softly = new SoftAssertions();
        softly.assertThat(report.cases()).as("all cases").hasSizeGreaterThanOrEqualTo(5_000);
        softly.assertThat(report.count(FuzzReport.Case::chat)).as("chat cases").isGreaterThanOrEqualTo(1_500);
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
            Target clean = RunningServer.shared().target();
            Schemathesis.Run run = program()
                    .chat(
                            clean.at(lenient.origin().resolve("/v1")),
                            SEED,
                            folder("lenient"),
                            List.of("--phases", "coverage", "--max-failures", "1"));
            assertThat(run.exit()).isEqualTo(1);
            assertThat(run.report().failed())
                    .isNotEmpty()
                    .allSatisfy(one -> assertThat(one.checks()).containsOnly("negative_data_rejection"));
            assertThat(FuzzFindings.of(run.report(), clean)).singleElement().satisfies(finding -> {
                assertThat(finding.id()).isEqualTo("negative_data_rejection");
                assertThat(finding.counts()).isTrue();
                assertThat(finding.curl()).startsWith("curl").contains("/v1/chat/completions", "$API_KEY");
                assertThat(finding.text())
                        .contains("\"n\"")
                        .doesNotContain(String.valueOf(clean.keys().infer()));
            });
        }
    }

    private static Schemathesis program() {
        return Objects.requireNonNull(
                Schemathesis.find(Tools.python("schemathesis").resolve("st")));
    }

    private static Path folder(String name) {
        return Gate.target().resolve("schemathesis").resolve(name);
    }
}
