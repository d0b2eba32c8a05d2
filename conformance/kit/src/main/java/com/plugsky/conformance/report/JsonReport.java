package com.plugsky.conformance.report;

import com.plugsky.conformance.run.GradeResult;
import com.plugsky.conformance.wire.Exchange;
import java.util.Locale;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The report for programs, and for a later run to compare with. */
final class JsonReport {
    private static final JsonMapper JSON = new JsonMapper();

    private final Report report;
    private final Evidence evidence;

    JsonReport(Report report, Evidence evidence) {
        this.report = report;
        this.evidence = evidence;
    }

    String text() {
        ObjectNode all = JSON.createObjectNode();
        subject(all);
        ArrayNode rules = all.putArray("rules");
        report.results().forEach(result -> rule(rules.addObject(), result));
        ArrayNode findings = all.putArray("findings");
        report.findings().forEach(finding -> finding(findings.addObject(), finding));
        ArrayNode parameters = all.putArray("parameters");
        report.parameters()
                .forEach(result -> parameters
                        .addObject()
                        .put("name", result.parameter())
                        .put("treatment", result.treatment().word())
                        .put("how", evidence.text(result.how())));
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(all);
    }

    private void subject(ObjectNode all) {
        Report.Subject subject = report.subject();
        Score score = report.score();
        all.put("url", subject.url());
        all.put("profile", subject.profile().word());
        all.put("model", subject.model());
        all.put("kit", subject.kit());
        all.put("seed", subject.seed());
        all.put("at", subject.run().at().toString());
        all.put("seconds", subject.run().took().toMillis() / 1000.0);
        all.put("grade", score.grade().name());
        all.put("percent", Math.round(score.percent() * 10) / 10.0);
        ObjectNode counts = all.putObject("counts");
        counts.put("passed", score.passed());
        counts.put("failed", score.failed());
        counts.put("failed_must", score.must().failed());
        counts.put("inconclusive", score.inconclusive());
        counts.put("not_applicable", score.notApplicable());
    }

    private void rule(ObjectNode node, GradeResult result) {
        node.put("id", result.rule().id());
        node.put("level", result.rule().level().name().toLowerCase(Locale.ROOT));
        node.put("text", result.rule().text());
        node.put("outcome", result.outcome().word());
        if (!result.verdict().reason().isEmpty()) {
            node.put("reason", evidence.text(result.verdict().reason()));
        }
        if (result.flaky()) {
            node.put("flaky", true);
        }
        node.put("millis", result.took().toMillis());
        if (result.failed() && !result.verdict().evidence().isEmpty()) {
            Exchange last = result.verdict().evidence().getLast();
            ObjectNode exchange = node.putObject("evidence");
            exchange.put("request", evidence.request(last));
            exchange.put("answer", evidence.answer(last.answer()));
            exchange.put("command", evidence.command(last));
        }
    }

    private void finding(ObjectNode node, Finding finding) {
        node.put("source", finding.source());
        node.put("id", finding.id());
        node.put("title", evidence.text(finding.title()));
        node.put("text", evidence.text(finding.text()));
        node.put("counts", finding.counts());
        node.put("curl", evidence.text(finding.curl()));
    }
}
