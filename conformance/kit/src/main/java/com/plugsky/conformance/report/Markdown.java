package com.plugsky.conformance.report;

import com.plugsky.conformance.Rules;
import com.plugsky.conformance.run.GradeResult;
import java.util.Locale;

/** The report on one screen, for a pull request or a job's summary. */
final class Markdown {
    private static final int MOST_FAILURES = 50;
    private static final int MOST_REASON = 300;

    private final Report report;
    private final Evidence evidence;

    Markdown(Report report, Evidence evidence) {
        this.report = report;
        this.evidence = evidence.within(MOST_REASON);
    }

    String text() {
        Score score = report.score();
        StringBuilder out = new StringBuilder();
        out.append(String.format(
                Locale.ROOT,
                "## Conformance: %s (%.1f %%)%n%n`%s`, profile %s: %d passed, %d failed (%d MUST), %d inconclusive, %d not applicable.%n%n",
                score.grade(),
                score.percent(),
                report.subject().url(),
                report.subject().profile().word(),
                score.passed(),
                score.failed(),
                score.must().failed(),
                score.inconclusive(),
                score.notApplicable()));
        out.append("| group | pass | fail | inconclusive | not applicable |\n|---|--:|--:|--:|--:|\n");
        report.groups()
                .forEach((group, counts) -> out.append(String.format(
                        Locale.ROOT,
                        "| %s %s | %d | %d | %d | %d |%n",
                        group,
                        Rules.title(group),
                        counts.passed(),
                        counts.failed(),
                        counts.inconclusive(),
                        counts.notApplicable())));
        failures(out);
        findings(out);
        parameters(out);
        return out.toString();
    }

    private void failures(StringBuilder out) {
        if (report.failures().isEmpty()) {
            return;
        }
        out.append("\n| failed | | rule | why |\n|---|---|---|---|\n");
        report.failures().stream().limit(MOST_FAILURES).forEach(failure -> row(out, failure));
        if (report.failures().size() > MOST_FAILURES) {
            out.append("\nand ")
                    .append(report.failures().size() - MOST_FAILURES)
                    .append(" more.\n");
        }
    }

    private void row(StringBuilder out, GradeResult failure) {
        out.append(String.format(
                Locale.ROOT,
                "| %s | %s | %s | %s |%n",
                failure.rule().id(),
                failure.rule().level(),
                cell(failure.rule().text()),
                cell(evidence.text(failure.verdict().reason()))));
    }

    private void findings(StringBuilder out) {
        long counting = report.findings().stream().filter(Finding::counts).count();
        if (counting > 0) {
            out.append("\nGenerated requests found ").append(counting).append(":\n\n");
            report.findings().stream()
                    .filter(Finding::counts)
                    .limit(MOST_FAILURES)
                    .forEach(finding -> out.append("- ")
                            .append(cell(evidence.text(finding.title())))
                            .append('\n'));
        }
    }

    private void parameters(StringBuilder out) {
        if (!report.parameters().isEmpty()) {
            out.append("\n| parameter | | how |\n|---|---|---|\n");
            report.parameters()
                    .forEach(result -> out.append(String.format(
                            Locale.ROOT,
                            "| `%s` | %s | %s |%n",
                            result.parameter(),
                            result.treatment().word(),
                            cell(evidence.text(result.how())))));
        }
    }

    private static String cell(String text) {
        return Xml.escaped(text).replace("|", "\\|").replace("\r", "").replace("\n", " ");
    }
}
