package com.plugsky.conformance.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.plugsky.conformance.Outcome;
import com.plugsky.conformance.Rule;
import com.plugsky.conformance.Verdict;
import com.plugsky.conformance.report.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BaselineTest {
    @TempDir
    Path folder;

    @Test
    void countsOnlyWhatGotWorse() throws IOException {
        Baseline baseline = read("""
                {"rules": [{"id": "A-1", "outcome": "fail"}, {"id": "A-2", "outcome": "pass"}, {"id": "A-3", "outcome": "fail"}]}""");
        List<GradeResult> results = List.of(
                result("A-1", Outcome.FAIL),
                result("A-2", Outcome.FAIL),
                result("A-3", Outcome.PASS),
                result("A-4", Outcome.FAIL));

        assertThat(baseline.worse(results)).extracting(each -> each.rule().id()).containsExactly("A-2", "A-4");
        assertThat(baseline.better(results))
                .extracting(each -> each.rule().id())
                .containsExactly("A-3");
    }

    @Test
    void countsOnlyFindingsOfANewKind() throws IOException {
        Baseline baseline = read("""
                {"rules": [], "findings": [{"source": "walk", "id": "generated request", "title": "status 500 of chatcmpl-0123abcd"}]}""");
        List<Finding> findings = List.of(
                finding("status 502 of chatcmpl-4567cdef", true),
                finding("another trouble", true),
                finding("a trouble that counts for nothing", false));

        assertThat(baseline.news(findings)).extracting(Finding::title).containsExactly("another trouble");
    }

    private static Finding finding(String title, boolean counts) {
        return new Finding("walk", "generated request", title, "", counts, "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no JSON", "{}", "[]", "{\"rules\": 1}"})
    void refusesWhatIsNoReport(String text) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected: a file of --json");
    }

    @Test
    void refusesWhatCannotBeRead() {
        assertThatThrownBy(() -> Baseline.read(folder.resolve("none.json")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("none.json cannot be read");
    }

    private Baseline read(String text) throws IOException {
        return Baseline.read(Files.writeString(folder.resolve("baseline.json"), text));
    }

    private static GradeResult result(String id, Outcome outcome) {
        Rule rule = Rule.must(id, "text", probe -> {});
        return new GradeResult(rule, new Verdict(outcome, "", List.of(), 0), 1, 0, Duration.ZERO);
    }
}
