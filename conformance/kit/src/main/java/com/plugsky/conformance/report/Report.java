package com.plugsky.conformance.report;

import com.plugsky.conformance.Profile;
import com.plugsky.conformance.params.ParameterResult;
import com.plugsky.conformance.run.GradeResult;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All that is said of one server after one run. */
public record Report(
        Subject subject, List<GradeResult> results, List<Finding> findings, List<ParameterResult> parameters) {
    public Report {
        results = List.copyOf(results);
        findings = List.copyOf(findings);
        parameters = List.copyOf(parameters);
    }

    /** One without experiments on parameters. */
    public Report(Subject subject, List<GradeResult> results, List<Finding> findings) {
        this(subject, results, findings, List.of());
    }

    /**
     * Which server was graded, and how.
     *
     * @param url the base URL, without a name or password
     * @param kit the version of the kit
     * @param seed of generated requests
     */
    public record Subject(String url, Profile profile, String model, String kit, long seed, Run run) {}

    /** When it began and how long it took. */
    public record Run(Instant at, Duration took) {}

    public Score score() {
        return Score.of(results);
    }

    /** The groups' scores, in the order of the rules. */
    public Map<String, Score> groups() {
        Map<String, Score> groups = new LinkedHashMap<>();
        for (GradeResult result : results) {
            String group = result.rule().group();
            groups.computeIfAbsent(
                    group,
                    name -> Score.of(results.stream()
                            .filter(other -> other.rule().group().equals(name))
                            .toList()));
        }
        return groups;
    }

    /** Those that failed, rules that say must first. */
    public List<GradeResult> failures() {
        return results.stream()
                .filter(GradeResult::failed)
                .sorted((a, b) -> a.rule().level().compareTo(b.rule().level()))
                .toList();
    }
}
