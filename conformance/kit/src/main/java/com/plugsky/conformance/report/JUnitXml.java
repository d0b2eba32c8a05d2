package com.plugsky.conformance.report;

import com.plugsky.conformance.run.GradeResult;
import com.plugsky.conformance.wire.Exchange;
import java.util.List;
import java.util.Locale;

/** The report as the JUnit XML that Jenkins, GitLab and GitHub's actions read: a suite a group, a case a rule. */
final class JUnitXml {
    private final Report report;
    private final Evidence evidence;

    JUnitXml(Report report, Evidence evidence) {
        this.report = report;
        this.evidence = evidence;
    }

    String text() {
        StringBuilder out = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        Score score = report.score();
        long findings = report.findings().stream().filter(Finding::counts).count();
        out.append(String.format(
                Locale.ROOT,
                "<testsuites name=\"plugsky-conformance\" tests=\"%d\" failures=\"%d\" errors=\"0\" time=\"%.3f\">%n",
                report.results().size() + findings,
                score.failed() - report.results().stream().filter(report::known).count() + findings,
                report.subject().run().took().toMillis() / 1000.0));
        report.groups().forEach((group, counts) -> suite(out, group, counts));
        if (findings > 0) {
            findings(out, findings);
        }
        return out.append("</testsuites>\n").toString();
    }

    private void suite(StringBuilder out, String group, Score counts) {
        List<GradeResult> results = report.results().stream()
                .filter(result -> result.rule().group().equals(group))
                .toList();
        long millis =
                results.stream().mapToLong(result -> result.took().toMillis()).sum();
        long known = results.stream().filter(report::known).count();
        out.append(String.format(
                Locale.ROOT,
                "  <testsuite name=\"%s\" tests=\"%d\" failures=\"%d\" errors=\"0\" skipped=\"%d\" time=\"%.3f\" timestamp=\"%s\">%n",
                group,
                results.size(),
                counts.failed() - known,
                counts.inconclusive() + counts.notApplicable() + known,
                millis / 1000.0,
                report.subject().run().at().toString().substring(0, 19)));
        out.append("    <properties>\n");
        property(out, "url", report.subject().url());
        property(out, "profile", report.subject().profile().word());
        property(out, "kit", report.subject().kit());
        out.append("    </properties>\n");
        results.forEach(result -> testCase(out, result));
        out.append("  </testsuite>\n");
    }

    private static void property(StringBuilder out, String name, String value) {
        out.append("      <property name=\"")
                .append(name)
                .append("\" value=\"")
                .append(Xml.escaped(value))
                .append("\"/>\n");
    }

    private void testCase(StringBuilder out, GradeResult result) {
        out.append(String.format(
                Locale.ROOT,
                "    <testcase classname=\"conformance.%s\" name=\"%s\" time=\"%.3f\"",
                result.rule().group(),
                Xml.escaped(result.rule().id() + " " + result.rule().level() + ": "
                        + result.rule().text()),
                result.took().toMillis() / 1000.0));
        String reason = Xml.escaped(evidence.text(result.verdict().reason()));
        if (report.known(result)) {
            skipped(out, "failed before: ", reason);
            return;
        }
        switch (result.outcome()) {
            case PASS -> out.append("/>\n");
            case FAIL -> {
                out.append(">\n      <failure type=\"")
                        .append(result.rule().level())
                        .append("\" message=\"")
                        .append(reason);
                out.append("\">").append(Xml.escaped(details(result))).append("</failure>\n    </testcase>\n");
            }
            case INCONCLUSIVE -> skipped(out, "inconclusive: ", reason);
            case NOT_APPLICABLE -> skipped(out, "not applicable: ", reason);
        }
    }

    private static void skipped(StringBuilder out, String kind, String reason) {
        out.append(">\n      <skipped message=\"").append(kind).append(reason).append("\"/>\n    </testcase>\n");
    }

    private String details(GradeResult result) {
        if (result.verdict().evidence().isEmpty()) {
            return "";
        }
        Exchange last = result.verdict().evidence().getLast();
        return evidence.request(last) + "\n\n" + evidence.answer(last.answer());
    }

    private void findings(StringBuilder out, long count) {
        out.append("  <testsuite name=\"generated requests\" tests=\"")
                .append(count)
                .append("\" failures=\"")
                .append(count);
        out.append("\" errors=\"0\" skipped=\"0\">\n");
        for (Finding finding : report.findings()) {
            if (finding.counts()) {
                String name = Xml.escaped(evidence.text(finding.id() + ": " + finding.title()));
                out.append("    <testcase classname=\"")
                        .append(Xml.escaped(finding.source()))
                        .append("\" name=\"")
                        .append(name);
                out.append("\">\n      <failure message=\"").append(name).append("\">");
                out.append(Xml.escaped(evidence.text(finding.text()))).append("</failure>\n    </testcase>\n");
            }
        }
        out.append("  </testsuite>\n");
    }
}
