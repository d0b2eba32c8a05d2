package com.plugsky.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The contract is well formed, keeps its own rules, and each of these rules catches a contract that breaks it. */
class ContractLintTest {
    private static final Path RULES = Gate.folder().resolve("contract");
    private static final int MAX_LINES = 2_500;
    private static final long MAX_BYTES = 120_000;

    /** What breaks a rule: the rule, a text of the contract, and what stands there instead. */
    private record Break(String rule, String text, String instead) {}

    private static final List<Break> BREAKS = List.of(
            new Break(
                    "plugsky-objects-are-named",
                    "schema: {$ref: '#/components/schemas/ModelList'}",
                    "schema: {type: object, description: The models.}"),
            new Break(
                    "plugsky-choices-are-named",
                    "detail: {description: How closely the model looks. Without it `auto`., $ref: '#/components/schemas/ImageDetail'}",
                    "detail: {description: How closely the model looks., type: string, enum: [auto, low, high]}"),
            new Break(
                    "plugsky-choices-are-named",
                    "anyOf: [{$ref: '#/components/schemas/Stop'}, {type: 'null'}]",
                    "anyOf: [{type: boolean}, {$ref: '#/components/schemas/Stop'}, {type: 'null'}]"),
            new Break("plugsky-choices-are-named", "- {title: One, ", "- {"),
            new Break(
                    "plugsky-everything-is-described",
                    "description: How freely tokens are sampled; 0 always takes the likeliest. Without it 1.",
                    "x-note: none"),
            new Break(
                    "plugsky-values-are-bounded",
                    "name: {description: Tells speakers of one role apart., type: string, maxLength: 256, examples: [ada]}",
                    "name: {description: Tells speakers of one role apart., type: string, examples: [ada]}"),
            new Break("plugsky-values-are-bounded", "maximum: 128, examples: [2]}", "examples: [2]}"),
            new Break("plugsky-values-are-bounded", "maxItems: 100000, ", ""),
            new Break("plugsky-values-are-bounded", "maxProperties: 16\n", "\n"),
            new Break(
                    "plugsky-errors-are-listed",
                    "'415': {$ref: '#/components/responses/UnsupportedMediaType'}\n",
                    "\n"),
            new Break("plugsky-error-examples-are-provoked", "x-request: {text: '{\"model\": '}\n", "\n"),
            new Break(
                    "plugsky-error-examples-are-provoked",
                    "x-request: {text: '{\"model\": '}",
                    "x-request: {texts: x}"),
            new Break(
                    "plugsky-error-examples-are-provoked",
                    "x-request: {first: HelloRequest,",
                    "x-request: {first: Hello,"),
            new Break("plugsky-examples-are-used", "streamed: {$ref: '#/components/examples/StreamedRequest'}\n", "\n"),
            new Break(
                    "plugsky-nothing-is-defaulted",
                    "description: How many answers to give. Without it 1.",
                    "description: How many., default: 1"));

    @Test
    void redoclyFindsNothing() {
        Command.Result result = redocly(Gate.contract());
        assertThat(result.exit()).as(result.output()).isZero();
    }

    @Test
    void spectralFindsNothing() {
        assertThat(spectral("spectral.yaml", List.of(Gate.contract()))).isEmpty();
    }

    @Test
    void fitsAReader() throws IOException {
        assertThat(Files.size(Gate.contract())).isLessThanOrEqualTo(MAX_BYTES);
        assertThat(Files.readAllLines(Gate.contract())).hasSizeLessThanOrEqualTo(MAX_LINES);
    }

    @Test
    void eachOwnRuleCatchesAContractThatBreaksIt() throws IOException {
        String contract = Files.readString(Gate.contract());
        Path folder = Files.createDirectories(Gate.target().resolve("broken-contracts"));
        Map<Path, Break> broken = new TreeMap<>();
        for (Break one : BREAKS) {
            assertThat(contract.contains(one.text()))
                    .as("the contract has: " + one.text())
                    .isTrue();
            Path file = folder.resolve("broken-%02d.yaml".formatted(broken.size()));
            Files.writeString(file, contract.replace(one.text(), one.instead()));
            broken.put(file, one);
        }
        Map<String, TreeSet<String>> findings = spectral("own.yaml", broken.keySet());
        broken.forEach((file, one) -> assertThat(findings.getOrDefault(file.toString(), new TreeSet<>()))
                .as(one.toString())
                .contains(one.rule()));
        assertThat(BREAKS.stream().map(Break::rule).distinct().sorted())
                .as("every own rule has a row")
                .containsExactlyElementsOf(ownRules());
    }

    private static List<String> ownRules() throws IOException {
        return Files.readAllLines(RULES.resolve("own.yaml")).stream()
                .filter(line -> line.matches("  plugsky-[a-z-]+:"))
                .map(line -> line.strip().replace(":", ""))
                .sorted()
                .toList();
    }

    static Command.Result redocly(Path contract) {
        Path installed = Tools.node("contract");
        return Command.of(installed.resolve("node_modules/.bin/redocly"), "lint", contract)
                .and("--config", RULES.resolve("redocly.yaml"))
                .with("REDOCLY_TELEMETRY", "off")
                .with("REDOCLY_SUPPRESS_UPDATE_NOTICE", "true")
                .run();
    }

    /** The rules that files break, by file. */
    static Map<String, TreeSet<String>> spectral(String ruleset, Iterable<Path> files) {
        Path installed = Tools.node("contract");
        Path report = Gate.target().resolve("spectral.json");
        Command command = Command.of(installed.resolve("node_modules/.bin/spectral"), "lint");
        for (Path file : files) {
            command = command.and(file);
        }
        Command.Result result = command.and("--ruleset", RULES.resolve(ruleset))
                .and("--fail-severity", "hint", "--quiet", "--format", "json", "--output", report)
                .run();
        assertThat(result.exit()).as(result.output()).isBetween(0, 1);
        Map<String, TreeSet<String>> rules = new TreeMap<>();
        for (JsonNode finding : new JsonMapper().readTree(report.toFile())) {
            rules.computeIfAbsent(finding.path("source").asString(), file -> new TreeSet<>())
                    .add(finding.path("code").asString());
        }
        return rules;
    }
}
