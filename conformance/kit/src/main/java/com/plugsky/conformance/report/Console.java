package com.plugsky.conformance.report;

import com.plugsky.conformance.Outcome;
import com.plugsky.conformance.Rules;
import com.plugsky.conformance.params.ParameterResult;
import com.plugsky.conformance.run.GradeResult;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The report as lines on a terminal. */
public final class Console {
    private static final int MOST_REASON = 300;
    private static final int MOST_HOW = 100;

    private final Secrets secrets;

    public Console(Secrets secrets) {
        this.secrets = secrets;
    }

    /** What failed or was left open, a line each, ended by a line feed; empty for all else. */
    public String trouble(GradeResult result) {
        if (result.outcome() != Outcome.FAIL && result.outcome() != Outcome.INCONCLUSIVE) {
            return "";
        }
        String reason = secrets.outOf(result.verdict().reason());
        return String.format(
                Locale.ROOT,
                "%-12s %s %s %s: %s%n",
                result.outcome().word(),
                result.rule().id(),
                result.rule().level(),
                result.rule().text(),
                cut(reason, MOST_REASON));
    }

    private static String cut(String text, int most) {
        return text.length() > most ? text.substring(0, most) + "..." : text;
    }

    /** One line a group, then the rules of the profile that did not apply, what was not looked at, and the closing line. */
    public String summary(Report report) {
        StringBuilder out = new StringBuilder(line("group", "pass", "fail", "inconclusive", "not applicable"));
        report.groups().forEach((group, score) -> out.append(row(group, score)));
        out.append(row("all", report.score()));
        for (GradeResult result : report.results()) {
            String reason = secrets.outOf(result.verdict().reason());
            if (result.outcome() == Outcome.NOT_APPLICABLE
                    && result.rule().profiles().contains(report.subject().profile())) {
                out.append(String.format(
                        Locale.ROOT, "not applicable: %s: %s%n", result.rule().id(), reason));
            } else if (result.outcome() == Outcome.PASS && !reason.isEmpty()) {
                out.append(String.format(
                        Locale.ROOT, "not looked at: %s: %s%n", result.rule().id(), reason));
            }
        }
        report.results().stream()
                .filter(result -> result.runs() == 0)
                .findFirst()
                .ifPresent(first -> out.append("from ")
                        .append(first.rule().id())
                        .append(" on no rule was run: the server answered nothing any more\n"));
        long retries = report.results().stream()
                .mapToLong(result -> result.verdict().retries())
                .sum();
        if (retries > 0) {
            out.append("requests sent again, since the server closed the connection: ")
                    .append(retries)
                    .append('\n');
        }
        return out.append(closing(report)).toString();
    }

    /** What the server makes of each parameter, a line each; empty where that was not asked. */
    public String parameters(Report report) {
        StringBuilder out = new StringBuilder();
        for (ParameterResult result : report.parameters()) {
            out.append(String.format(
                    Locale.ROOT,
                    "%-24s %-22s %s%n",
                    result.parameter(),
                    result.treatment().word(),
                    cut(secrets.outOf(result.how()), MOST_HOW)));
        }
        return out.toString();
    }

    private static String closing(Report report) {
        Score score = report.score();
        return String.format(
                Locale.ROOT,
                "grade %s (%.1f %%): %d rules, %d passed, %d failed (%d MUST), %d inconclusive, %d not applicable, %.1f s%n",
                score.grade(),
                score.percent(),
                report.results().size(),
                score.passed(),
                score.failed(),
                score.must().failed(),
                score.inconclusive(),
                score.notApplicable(),
                report.subject().run().took().toMillis() / 1000.0);
    }

    /** The rules on which two servers differ, and their grades. */
    public String comparison(Report one, Report other) {
        Map<String, GradeResult> others = new HashMap<>();
        other.results().forEach(result -> others.put(result.rule().id(), result));
        StringBuilder out = new StringBuilder();
        String row = "%-8s %-6s %-14s %-14s %s%n";
        out.append(String.format(Locale.ROOT, row, "rule", "", "first", "second", ""));
        for (GradeResult result : one.results()) {
            GradeResult against = others.get(result.rule().id());
            if (against != null && against.outcome() != result.outcome()) {
                out.append(String.format(
                        Locale.ROOT,
                        row,
                        result.rule().id(),
                        result.rule().level(),
                        result.outcome().word(),
                        against.outcome().word(),
                        result.rule().text()));
            }
        }
        out.append("first:  ").append(one.subject().url()).append(": ").append(closing(one));
        return out.append("second: ")
                .append(other.subject().url())
                .append(": ")
                .append(closing(other))
                .toString();
    }

    /** What became worse and better since an earlier report. */
    public String since(List<GradeResult> worse, List<Finding> found, List<GradeResult> better) {
        StringBuilder out = new StringBuilder();
        found.forEach(finding -> out.append("new: ")
                .append(finding.source())
                .append(' ')
                .append(secrets.outOf(finding.title()))
                .append('\n'));
        worse.forEach(result -> out.append("worse: ")
                .append(result.rule().id())
                .append(' ')
                .append(result.rule().text())
                .append('\n'));
        better.forEach(result -> out.append("better: ")
                .append(result.rule().id())
                .append(' ')
                .append(result.rule().text())
                .append('\n'));
        return out.append(String.format(
                        Locale.ROOT,
                        "since the baseline: %d worse, %d better%n",
                        worse.size() + found.size(),
                        better.size()))
                .toString();
    }

    private static String row(String name, Score score) {
        String title = Rules.title(name);
        return line(
                title.equals(name) ? name : name + " " + title,
                String.valueOf(score.passed()),
                String.valueOf(score.failed()),
                String.valueOf(score.inconclusive()),
                String.valueOf(score.notApplicable()));
    }

    private static String line(String... cells) {
        return String.format(Locale.ROOT, "%-16s %6s %6s %14s %16s%n", (Object[]) cells);
    }
}
