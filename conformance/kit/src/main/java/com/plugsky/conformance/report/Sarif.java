package com.plugsky.conformance.report;

import com.plugsky.conformance.Level;
import com.plugsky.conformance.Rule;
import com.plugsky.conformance.run.GradeResult;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The failures as SARIF 2.1.0 (OASIS), for code scanning. A result needs a place in a file: it is the contract's, since the fault has no
 * line of code that a client could know.
 */
final class Sarif {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String CONTRACT = "openapi.yaml";

    private final Report report;
    private final Evidence evidence;

    Sarif(Report report, Evidence evidence) {
        this.report = report;
        this.evidence = evidence;
    }

    String text() {
        ObjectNode log = JSON.createObjectNode();
        log.put("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
        log.put("version", "2.1.0");
        ObjectNode run = log.putArray("runs").addObject();
        ObjectNode driver = run.putObject("tool").putObject("driver");
        driver.put("name", "plugsky-conformance");
        driver.put("version", report.subject().kit());
        ArrayNode rules = driver.putArray("rules");
        ArrayNode results = run.putArray("results");
        List<String> ids = new ArrayList<>();
        for (GradeResult failure : report.failures()) {
            Rule rule = failure.rule();
            describe(rules.addObject(), rule);
            ids.add(rule.id());
            String message =
                    rule.text() + ": " + evidence.text(failure.verdict().reason());
            ObjectNode result = results.addObject();
            result(result, rule.id(), ids.size() - 1, level(rule.level()), message);
            if (!report.known().isEmpty()) {
                result.put("baselineState", report.known(failure) ? "unchanged" : "new");
            }
        }
        for (Finding finding : report.findings()) {
            int index = ids.indexOf(finding.id());
            if (index < 0) {
                index = ids.size();
                ids.add(finding.id());
                ObjectNode described = rules.addObject();
                described.put("id", finding.id());
                described.putObject("shortDescription").put("text", finding.source() + ": " + finding.id());
            }
            result(
                    results.addObject(),
                    finding.id(),
                    index,
                    finding.counts() ? "error" : "note",
                    evidence.text(finding.title()));
        }
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(log);
    }

    private static String level(Level level) {
        return level == Level.MUST ? "error" : "warning";
    }

    private static void describe(ObjectNode node, Rule rule) {
        node.put("id", rule.id());
        node.putObject("shortDescription").put("text", rule.text());
        String sources = String.join("; ", rule.reason().sources());
        node.putObject("fullDescription").put("text", rule.level() + ": " + rule.text() + ".");
        node.putObject("help").put("text", rule.reason().why() + " Sources: " + sources + ".");
        node.putObject("defaultConfiguration").put("level", level(rule.level()));
    }

    private static void result(ObjectNode node, String id, int index, String level, String message) {
        node.put("ruleId", id);
        node.put("ruleIndex", index);
        node.put("level", level);
        node.putObject("message").put("text", message);
        ObjectNode place = node.putArray("locations").addObject().putObject("physicalLocation");
        place.putObject("artifactLocation").put("uri", CONTRACT);
        place.putObject("region").put("startLine", 1);
        node.putObject("partialFingerprints").put("rule/v1", id);
    }
}
