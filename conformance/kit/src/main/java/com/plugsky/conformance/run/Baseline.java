package com.plugsky.conformance.run;

import com.plugsky.conformance.Outcome;
import com.plugsky.conformance.report.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An earlier report, against which only what got worse counts. */
public final class Baseline {
    private static final JsonMapper JSON = new JsonMapper();

    /** What differs from run to run: ids, counts, times. */
    private static final Pattern VARIES = Pattern.compile("[0-9a-f]{8,}|[0-9]+");

    private static final int KIND = 80;

    private final Set<String> failed;
    private final Set<String> found;

    private Baseline(Set<String> failed, Set<String> found) {
        this.failed = Set.copyOf(failed);
        this.found = Set.copyOf(found);
    }

    /**
     * Reads a report in JSON.
     *
     * @throws IllegalArgumentException it is none
     */
    public static Baseline read(Path file) {
        JsonNode report;
        try {
            report = JSON.readTree(Files.readString(file));
        } catch (IOException missing) {
            throw new IllegalArgumentException(
                    "--baseline: " + file + " cannot be read (expected: a file of --json)", missing);
        } catch (JacksonException broken) {
            throw new IllegalArgumentException(
                    "--baseline: " + file + " is no JSON (expected: a file of --json)", broken);
        }
        if (!report.path("rules").isArray()) {
            throw new IllegalArgumentException("--baseline: " + file + " has no rules (expected: a file of --json)");
        }
        Set<String> failed = new HashSet<>();
        for (JsonNode rule : report.path("rules")) {
            if (rule.path("outcome").asString("").equals(Outcome.FAIL.word())) {
                failed.add(rule.path("id").asString(""));
            }
        }
        Set<String> found = new HashSet<>();
        for (JsonNode finding : report.path("findings")) {
            found.add(kind(
                    finding.path("source").asString(""),
                    finding.path("id").asString(""),
                    finding.path("title").asString("")));
        }
        return new Baseline(failed, found);
    }

    private static String kind(String source, String id, String title) {
        String text = VARIES.matcher(title).replaceAll("#");
        return source + ' ' + id + ' ' + text.substring(0, Math.min(text.length(), KIND));
    }

    /** The findings that count and whose kind was not found before. */
    public List<Finding> news(List<Finding> findings) {
        return findings.stream()
                .filter(Finding::counts)
                .filter(finding -> !found.contains(kind(finding.source(), finding.id(), finding.title())))
                .toList();
    }

    /** The ids of the rules that failed. */
    public Set<String> failed() {
        return failed;
    }

    /** The failures that were none before; a rule that is new counts as one that was kept. */
    public List<GradeResult> worse(List<GradeResult> results) {
        return results.stream()
                .filter(result ->
                        result.failed() && !failed.contains(result.rule().id()))
                .toList();
    }

    /** The rules that failed before and are kept now. */
    public List<GradeResult> better(List<GradeResult> results) {
        return results.stream()
                .filter(result -> result.outcome() == Outcome.PASS
                        && failed.contains(result.rule().id()))
                .toList();
    }
}
