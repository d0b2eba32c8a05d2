package com.plugsky.conformance.report;

import com.plugsky.conformance.Outcome;
import com.plugsky.conformance.Reason;
import com.plugsky.conformance.Rules;
import com.plugsky.conformance.Target;
import com.plugsky.conformance.params.ParameterResult;
import com.plugsky.conformance.params.Treatment;
import com.plugsky.conformance.replay.ReplayFile;
import com.plugsky.conformance.run.GradeResult;
import com.plugsky.conformance.wire.Exchange;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * The report as one page that needs nothing else: no script, no font, no picture from elsewhere. What is long is folded.
 */
final class HtmlReport {
    private static final int OPEN = 1;
    private static final int MOST_FINDINGS = 200;

    private final Report report;
    private final Evidence evidence;
    private final Target target;
    private final StringBuilder out = new StringBuilder(64 * 1024);

    HtmlReport(Report report, Evidence evidence, Target target) {
        this.report = report;
        this.evidence = evidence;
        this.target = target;
    }

    String page() {
        String title = "Conformance of " + report.subject().url();
        out.append("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n");
        out.append(
                "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n");
        out.append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        out.append("<title>")
                .append(Xml.escaped(title))
                .append("</title>\n<style>")
                .append(style())
                .append("</style></head><body>\n");
        head();
        groups();
        failures();
        findings();
        parameters();
        others("Inconclusive", Outcome.INCONCLUSIVE);
        others("Not applicable", Outcome.NOT_APPLICABLE);
        others("Passed", Outcome.PASS);
        return out.append("</body></html>\n").toString();
    }

    private static String style() {
        try (InputStream style = HtmlReport.class.getResourceAsStream("report.css")) {
            return new String(Objects.requireNonNull(style).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void head() {
        Score score = report.score();
        Report.Subject subject = report.subject();
        out.append("<header><div class=\"grade ").append(score.grade()).append("\" style=\"background:");
        out.append(Badge.colour(score.grade()))
                .append("\">")
                .append(score.grade())
                .append("</div><div>\n<h1>");
        out.append(Xml.escaped(subject.url())).append("</h1>\n<p>");
        add(
                "<b>%.1f %%</b> of the rules that could be judged, by weight, in profile <b>%s</b>: ",
                score.percent(), subject.profile().word());
        add(
                "%d passed, <b>%d failed</b> (%d MUST, %d SHOULD), ",
                score.passed(),
                score.failed(),
                score.must().failed(),
                score.should().failed());
        add("%d inconclusive, %d not applicable.</p>\n", score.inconclusive(), score.notApplicable());
        add("<p class=\"quiet\">model %s, ", Xml.escaped(subject.model()));
        add(
                "%s, %.1f s, plugsky-conformance %s, seed %d</p>\n",
                subject.run().at().toString().substring(0, 19) + "Z",
                subject.run().took().toMillis() / 1000.0,
                subject.kit(),
                subject.seed());
        out.append("</div></header>\n");
    }

    private void add(String format, Object... values) {
        out.append(String.format(Locale.ROOT, format, values));
    }

    private void groups() {
        out.append(
                "<h2>Groups</h2>\n<table class=\"groups\"><thead><tr><th>group</th><th>kept</th><th>pass</th><th>fail</th>");
        out.append("<th>inconclusive</th><th>not applicable</th></tr></thead><tbody>\n");
        for (Map.Entry<String, Score> group : report.groups().entrySet()) {
            Score score = group.getValue();
            boolean judged = score.passed() + score.failed() > 0;
            add("<tr><th>%s <span class=\"quiet\">%s</span></th><td>", group.getKey(), Rules.title(group.getKey()));
            if (judged) {
                add(
                        "<meter min=\"0\" max=\"100\" low=\"80\" high=\"95\" optimum=\"100\" value=\"%.0f\"></meter> <span class=\"percent\">%.0f %%</span>",
                        score.percent(), score.percent());
            }
            add(
                    "</td><td>%d</td><td class=\"%s\">%d</td>",
                    score.passed(), score.failed() > 0 ? "bad" : "", score.failed());
            add("<td>%d</td><td>%d</td></tr>\n", score.inconclusive(), score.notApplicable());
        }
        out.append("</tbody></table>\n");
    }

    private void failures() {
        List<GradeResult> failures = report.failures();
        add("<h2>Failed: %d</h2>\n", failures.size());
        if (!failures.isEmpty()) {
            out.append("<p class=\"quiet\">$API_KEY stands for your key: set this variable for the commands.</p>\n");
        } else {
            out.append("<p>No rule that could be judged failed.</p>\n");
        }
        for (int i = 0; i < failures.size(); i++) {
            failure(failures.get(i), failures.size() <= OPEN);
        }
    }

    private void failure(GradeResult failure, boolean open) {
        String id = failure.rule().id();
        add("<details class=\"fail\" id=\"%s\"%s><summary>", id, open ? " open" : "");
        add(
                "<code>%s</code> <span class=\"%s\">%s</span> ",
                id, failure.rule().level(), failure.rule().level());
        add(
                "%s%s: <span class=\"why\">%s</span></summary>\n",
                report.known(failure) ? "(failed before) " : "",
                Xml.escaped(failure.rule().text()),
                Xml.escaped(evidence.text(failure.verdict().reason())));
        add("<p>%s</p>\n", Xml.escaped(failure.rule().reason().why()));
        if (!failure.verdict().evidence().isEmpty()) {
            Exchange last = failure.verdict().evidence().getLast();
            block("Request", evidence.request(last));
            block("Answer, after " + last.answer().timing().firstByteMillis() + " ms", evidence.answer(last.answer()));
            block("Again", evidence.text(evidence.command(last)));
        }
        sources(failure.rule().reason().sources());
        String replay = ReplayFile.of(failure, target).json();
        String encoded = Base64.getEncoder().encodeToString(replay.getBytes(StandardCharsets.UTF_8));
        add("<p><a download=\"%s.replay.json\" href=\"data:application/json;base64,%s\">replay file</a>", id, encoded);
        out.append(", for <code>plugsky-conformance replay</code></p></details>\n");
    }

    private void sources(List<String> sources) {
        add(
                "<p class=\"quiet\">Sources: %s</p>\n",
                Reason.linked(
                        Xml.escaped(String.join(", ", sources)),
                        (thread, address) -> "<a href=\"" + address + "\">" + thread + "</a>"));
    }

    private void block(String title, String text) {
        add("<h3>%s</h3><pre>%s</pre>\n", Xml.escaped(title), Xml.escaped(text));
    }

    private void findings() {
        if (report.findings().isEmpty()) {
            return;
        }
        long counting = report.findings().stream().filter(Finding::counts).count();
        add(
                "<h2>Found by generated requests: %d, of which %d count in this profile</h2>\n",
                report.findings().size(), counting);
        report.findings().stream().limit(MOST_FINDINGS).forEach(finding -> {
            add(
                    "<details class=\"%s\"><summary><code>%s</code> %s: ",
                    finding.counts() ? "fail" : "note", Xml.escaped(finding.source()), Xml.escaped(finding.id()));
            add("<span class=\"why\">%s</span></summary>\n", Xml.escaped(evidence.text(finding.title())));
            block("What was seen", evidence.text(finding.text()));
            if (!finding.curl().isEmpty()) {
                block("Again", evidence.text(finding.curl()));
            }
            out.append("</details>\n");
        });
    }

    private void parameters() {
        if (report.parameters().isEmpty()) {
            return;
        }
        out.append(
                "<h2>Parameters</h2>\n<table class=\"parameters\"><thead><tr><th>parameter</th><th>what becomes of it</th><th>how</th></tr></thead><tbody>\n");
        for (ParameterResult result : report.parameters()) {
            boolean bad = result.treatment() == Treatment.IGNORED || result.treatment() == Treatment.BROKEN;
            add(
                    "<tr><td><code>%s</code></td><td class=\"%s\">%s</td>",
                    Xml.escaped(result.parameter()),
                    bad ? "bad" : "",
                    result.treatment().word());
            add("<td class=\"quiet\">%s</td></tr>\n", Xml.escaped(evidence.text(result.how())));
        }
        out.append("</tbody></table>\n");
    }

    private void others(String title, Outcome outcome) {
        List<GradeResult> results = report.results().stream()
                .filter(result -> result.outcome() == outcome)
                .toList();
        if (results.isEmpty()) {
            return;
        }
        add("<details><summary><b>%s: %d</b></summary><table><tbody>\n", title, results.size());
        for (GradeResult result : results) {
            add(
                    "<tr><td><code>%s</code></td><td>%s</td>",
                    result.rule().id(), result.rule().level());
            add(
                    "<td>%s</td><td class=\"quiet\">%s</td></tr>\n",
                    Xml.escaped(result.rule().text()),
                    Xml.escaped(evidence.text(result.verdict().reason())));
        }
        out.append("</tbody></table></details>\n");
    }
}
