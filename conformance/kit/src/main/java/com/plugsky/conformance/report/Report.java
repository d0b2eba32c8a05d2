package com.plugsky.conformance.report;

import com.plugsky.conformance.Profile;
import com.plugsky.conformance.params.ParameterResult;
import com.plugsky.conformance.run.GradeResult;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * All that is said of one server after one run.
 *
 * @param known the ids of rules that failed in the report that this one is compared with: their failures are told, but fail nothing
 */
public record Report(
        Subject subject,
        List<GradeResult> results,
        List<Finding> findings,
        List<ParameterResult> parameters,
        Set<String> known) {
    public Report {
        known = Set.copyOf(known);
        results = List.copyOf(results);
        findings = List.copyOf(findings);
        parameters = List.copyOf(parameters);
    }

    /** One that is compared with no other. */
    public Report(
            Subject subject, List<GradeResult> results, List<Finding> findings, List<ParameterResult> parameters) {
        this(subject, results, findings, parameters, Set.of());
    }

    /** One without experiments on parameters. */
    public Report(Subject subject, List<GradeResult> results, List<Finding> findings) {
        this(subject, results, findings, List.of());
    }

    /** This report, beside an earlier one in which these rules failed. */
    public Report since(Set<String> failed) {
        return new Report(subject, results, findings, parameters, failed);
    }

    /** Whether a failure was there before. */
    public boolean known(GradeResult result) {
        return result.failed() && known.contains(result.rule().id());
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
