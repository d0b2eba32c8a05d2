package com.plugsky.gate;

import static org.assertj.core.api.Assertions.assertThat;

import com.plugsky.conformance.mutant.Mutant;
import com.plugsky.conformance.mutant.Mutants;
import com.plugsky.conformance.mutant.proxy.Mutator;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The GitHub action and the GitLab job, their steps run by bash as a runner would. */
class ActionTest {
    private static final Path ROOT = Gate.folder().resolve("../..").normalize();
    private static final Path ACTION = ROOT.resolve("conformance/action");
    private static final Pattern EXPRESSION = Pattern.compile("\\$\\{\\{ *([a-z.-]+) *}}");
    private static final Pattern YAML = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);
    private static final String KEY = String.valueOf(RunningServer.KEYS.infer());
    private static final URI SERVER = RunningServer.shared().baseUrl();

    @TempDir
    private Path folder;

    private static JsonNode action() {
        return new YAMLMapper().readTree(ACTION.resolve("action.yml").toFile());
    }

    private static List<String> expressions(String text) {
        List<String> found = new ArrayList<>();
        for (Matcher matcher = EXPRESSION.matcher(text); matcher.find(); ) {
            found.add(matcher.group(1));
        }
        return found;
    }

    @Test
    void everyInputIsUsedAndNoneStandsInAScript() {
        List<String> used = new ArrayList<>();
        for (JsonNode step : action().at("/runs/steps")) {
            assertThat(step.path("shell").asString("")).isEqualTo("bash");
            assertThat(step.path("run").asString("")).isNotBlank().doesNotContain("${{");
            step.path("env")
                    .properties()
                    .forEach(entry -> used.addAll(expressions(entry.getValue().asString(""))));
        }

        assertThat(used)
                .containsExactlyInAnyOrderElementsOf(action().path("inputs").propertyNames().stream()
                        .map(name -> "inputs." + name)
                        .toList());
        assertThat(action().path("inputs").properties())
                .allSatisfy(input -> assertThat(input.getValue().has("default")
                                || input.getValue().path("required").asBoolean(false))
                        .as(input.getKey())
                        .isTrue());
    }

    /** Runs the action's step with these inputs, the others being as the file says. */
    private Command.Result runAction(Map<String, String> inputs) {
        JsonNode step = action().at("/runs/steps").get(0);
        Command command = Command.of("bash", "-c", step.path("run").asString(""))
                .in(folder)
                .with("GITHUB_ACTION_PATH", ACTION.toString())
                .with("GITHUB_OUTPUT", folder.resolve("output").toString())
                .with("GITHUB_STEP_SUMMARY", folder.resolve("summary").toString());
        for (var variable : step.path("env").properties()) {
            String input =
                    expressions(variable.getValue().asString("")).getFirst().substring("inputs.".length());
            String usual = action().path("inputs").path(input).path("default").asString("");
            command = command.with(variable.getKey(), inputs.getOrDefault(input, usual));
        }
        return command.run();
    }

    private static Map<String, String> inputs(URI url) {
        return new HashMap<>(Map.of(
                "base-url", url.toString(),
                "jar", System.getProperty("plugsky.kit.jar"),
                "api-key", KEY,
                "model", "plugsky-pro",
                "profile", "strict",
                "only", "MOD,RES-01,RES-08",
                "options", "--vision-model=plugsky-vision\n--text-model=plugsky-lite"));
    }

    private Map<String, String> outputs() throws IOException {
        Map<String, String> outputs = new HashMap<>();
        for (String line : Files.readAllLines(folder.resolve("output"))) {
            String[] pair = line.split("=", 2);
            outputs.put(pair[0], pair[1]);
        }
        return outputs;
    }

    @Test
    void gradesAGoodServerAndWritesReportsWithoutTheKey() throws IOException {
        Command.Result result = runAction(inputs(SERVER));

        assertThat(result.exit()).as(result.output()).isZero();
        assertThat(outputs())
                .containsEntry("grade", "A")
                .containsEntry("failed", "0")
                .containsEntry("failed-must", "0")
                .containsEntry("report", "conformance-report");
        assertThat(outputs().keySet())
                .containsExactlyInAnyOrderElementsOf(action().path("outputs").propertyNames());
        assertThat(folder.resolve("summary")).content().contains("## Conformance: A");
        assertThat(result.output()).doesNotContain(KEY);
        try (Stream<Path> reports = Files.list(folder.resolve("conformance-report"))) {
            assertThat(reports)
                    .hasSize(6)
                    .allSatisfy(report -> assertThat(report).content().doesNotContain(KEY));
        }
    }

    @Test
    void failsWithAServerThatBreaksARule() throws IOException {
        Mutant mutant = Mutants.all().stream()
                .filter(one -> one.kills().contains("RES-08"))
                .findFirst()
                .orElseThrow();
        try (Mutator mutator = Mutator.before(SERVER, mutant.damage())) {
            Command.Result result = runAction(inputs(mutator.baseUrl()));

            assertThat(result.exit()).as(result.output()).isEqualTo(1);
            assertThat(outputs()).containsEntry("failed-must", "1").doesNotContainEntry("grade", "A");

            Map<String, String> again = inputs(mutator.baseUrl());
            again.put("baseline", "conformance-report/report.json");
            Command.Result later = runAction(again);
            assertThat(later.exit()).as(later.output()).isZero();
            assertThat(later.output()).contains("since the baseline: 0 worse, 0 better");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "base-url, http://127.0.0.1:9/v1, 3, nobody listens there",
        "base-url, '', 2, BASE_URL: missing",
        "jar, nothing.jar, 2, JAR: nothing.jar is no file",
        "only, XYZ, 2, --only: XYZ",
        "api-key, sk-live-wrong, 3, refuses the key",
        "model, \"$(touch injected)\", 2, --model: \"$(touch injected)\""
    })
    void saysInOneLineWhatIsWrong(String input, String value, int exit, String says) throws IOException {
        Map<String, String> inputs = inputs(SERVER);
        inputs.put(input, value);
        Command.Result result = runAction(inputs);

        assertThat(result.exit()).as(result.output()).isEqualTo(exit);
        assertThat(result.output()).hasLineCount(1).contains(says);
        assertThat(folder.resolve("injected")).doesNotExist();
        assertThat(folder.resolve("output")).doesNotExist();
    }

    /** What a run said, without its times. */
    private JsonNode said() {
        ObjectNode report = (ObjectNode) new JsonMapper()
                .readTree(folder.resolve("conformance-report/report.json").toFile());
        report.remove(List.of("at", "seconds"));
        report.path("rules").forEach(rule -> ((ObjectNode) rule).remove("millis"));
        return report;
    }

    @Test
    void saysTheSameForTheSameSeed() {
        Map<String, String> inputs = inputs(SERVER);
        inputs.putAll(Map.of("walk", "200", "seed", "11", "params", "true"));
        runAction(inputs);
        JsonNode first = said();
        runAction(inputs);

        assertThat(said()).isEqualTo(first);
        assertThat(first.path("seed").asInt(0)).isEqualTo(11);
        assertThat(first.path("parameters").size()).isGreaterThan(30);
    }

    private static List<JsonNode> snippets() throws IOException {
        String guide = Files.readString(ROOT.resolve("docs/guides/ci.md"));
        List<JsonNode> snippets = new ArrayList<>();
        for (Matcher matcher = YAML.matcher(guide); matcher.find(); ) {
            snippets.add(new YAMLMapper().readTree(matcher.group(1)));
        }
        return snippets;
    }

    @Test
    void theWorkflowOfTheGuideUsesTheActionAsItIs() throws IOException {
        JsonNode workflow = snippets().getFirst();
        JsonNode step = workflow.at("/jobs/grade/steps")
                .valueStream()
                .filter(one -> one.path("uses").asString("").equals("./conformance/action"))
                .findFirst()
                .orElseThrow();

        assertThat(action().path("inputs").propertyNames())
                .containsAll(step.path("with").propertyNames());
        assertThat(workflow.toString()).contains("conformance-report/report.sarif");
    }

    @Test
    void theGitLabJobOfTheGuideGrades() throws IOException {
        JsonNode job = snippets().get(1).path("conformance");
        List<String> lines =
                job.path("script").valueStream().map(line -> line.asString("")).toList();
        Command command =
                Command.of("bash", "-e", "-c", String.join("\n", lines)).in(folder);
        Files.createSymbolicLink(folder.resolve("conformance"), ROOT.resolve("conformance"));
        for (var variable : job.path("variables").properties()) {
            command = command.with(variable.getKey(), variable.getValue().asString(""));
        }
        Command.Result result = command.with("BASE_URL", SERVER.toString())
                .with("JAR", System.getProperty("plugsky.kit.jar"))
                .with("MODEL", "plugsky-pro")
                .with("ONLY", "MOD")
                .with("PLUGSKY_API_KEY", KEY)
                .run();

        assertThat(result.exit()).as(result.output()).isZero();
        Path junit = folder.resolve(job.at("/artifacts/reports/junit").asString(""));
        assertThat(junit).content().contains("<testsuite").contains("MOD-01");
    }
}
