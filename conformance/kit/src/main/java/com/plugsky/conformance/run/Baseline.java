package com.plugsky.conformance.run;

import com.plugsky.conformance.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An earlier report, against which only what got worse counts. */
public final class Baseline {
    private static final JsonMapper JSON = new JsonMapper();

    private final Set<String> failed;

    private Baseline(Set<String> failed) {
        this.failed = Set.copyOf(failed);
    }

    /**
     * Reads a report in JSON.
     *
     * @throws IllegalArgumentException it is none
     */
    public static Baseline read(Path file) throws IOException {
        JsonNode report;
        try {
            report = JSON.readTree(Files.readString(file));
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
        return new Baseline(failed);
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
