package com.plugsky.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import com.plugsky.routing.Strategy;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FleetFileTest {

    private static final String MODEL =
            "{id: a, tier: pro, context: 1000, max-output: 100, targets: [{engine: embedded}]}";

    private static final String WHOLE = """
            version: 1
            models:
              - id: plugsky-pro
                tier: pro
                context: 128000
                max-output: 16384
                price: {input: 1.00, output: 4.00}
                strength: 0.72
                abilities: [tools, json, vision]
                fallbacks: [a/b]
                targets:
                  - {engine: embedded, latency: {first-token: 300ms, prompt-token: 40us, inter-token: 2s, jitter: 0.25}}
              - {id: a/b, tier: free, context: 1000, max-output: 100, targets: [{engine: embedded}]}
            workspaces:
              - {id: default, strategy: cost_saver}
            """;

    @Test
    void readsEveryField() throws FleetFault {
        Fleet fleet = parse(WHOLE);

        assertThat(fleet.version()).isEqualTo(7);
        assertThat(fleet.models())
                .containsExactly(
                        new Model(
                                "plugsky-pro",
                                Tier.PRO,
                                128_000,
                                16_384,
                                new Price(new BigDecimal("1.00"), new BigDecimal("4.00")),
                                0.72,
                                Set.of(Ability.TOOLS, Ability.JSON, Ability.VISION),
                                List.of("a/b"),
                                List.of(new Target.Embedded(new Latency(
                                        Duration.ofMillis(300),
                                        Duration.ofNanos(40_000),
                                        Duration.ofSeconds(2),
                                        0.25))),
                                false),
                        new Model(
                                "a/b",
                                Tier.FREE,
                                1_000,
                                100,
                                null,
                                0.5,
                                Set.of(),
                                List.of(),
                                List.of(new Target.Embedded()),
                                false));
        assertThat(fleet.workspace("default").strategy()).isEqualTo(Strategy.COST_SAVER);
        assertThat(fleet.workspace("other")).isEqualTo(new Workspace("other", null));
    }

    static Stream<Arguments> files() {
        return Stream.of(
                // what, file, fault (null: none)
                row("the least", file(MODEL), null),
                row("a float as strength", file(MODEL.replace("tier", "strength: 0.5, tier")), null),
                row("a whole number as strength", file(MODEL.replace("tier", "strength: 1, tier")), null),
                row("a workspace", file(MODEL) + "workspaces: [{id: team-1}]\n", null),
                row("no workspaces", file(MODEL) + "workspaces: []\n", null),
                row("nothing", "", "1: the file is empty (expected: version and models)"),
                row("a list", "- 1\n", "1: the file: a list (expected: a mapping)"),
                row("no version", "models: [" + MODEL + "]\n", "1: version: missing (expected: a whole number"),
                row("another version", file(MODEL).replace("version: 1", "version: 2"), "1: version: 2 (expected: 1)"),
                row("no models", "version: 1\n", "1: models: missing (expected: a list of 1 to 1000)"),
                row("an empty list", "version: 1\nmodels: []\n", "2: models: 0 items (expected: a list of 1 to 1000)"),
                row("models as a mapping", "version: 1\nmodels: {}\n", "2: models: a mapping (expected: a list"),
                row("a model as a text", "version: 1\nmodels: [a]\n", "2: models[0]: a (expected: a mapping)"),
                row(
                        "an unknown key",
                        file(MODEL) + "modles: []\n",
                        "3: modles: unknown key (expected: one of models, version, workspaces)"),
                row(
                        "an unknown key of a model",
                        file(MODEL.replace("tier", "teir: pro, tier")),
                        "2: models[0].teir: unknown key (expected: one of abilities,"),
                row("no id", file(MODEL.replace("id: a, ", "")), "2: models[0].id: missing (expected: 1 to 128"),
                row(
                        "a number as id",
                        file(MODEL.replace("id: a", "id: 12")),
                        "2: models[0].id: 12 (expected: 1 to 128"),
                row(
                        "a blank in an id",
                        file(MODEL.replace("id: a", "id: 'a b'")),
                        "2: models[0].id: a b (expected: 1 to 128"),
                row(
                        "a line break in an id",
                        file(MODEL.replace("id: a", "id: \"a\\nb\"")),
                        "2: models[0].id: a b (expected: 1 to 128"),
                row("a long id", file(MODEL.replace("id: a", "id: " + "a".repeat(129))), "2: models[0].id: aaaa"),
                row(
                        "fusion as id",
                        file(MODEL.replace("id: a", "id: plugsky-fusion")),
                        "2: models[0].id: plugsky-fusion (expected: an id that"),
                row(
                        "a mock's id",
                        file(MODEL.replace("id: a", "id: mock/a")),
                        "2: models[0].id: mock/a (expected: an id that"),
                row(
                        "an unknown tier",
                        file(MODEL.replace("pro", "gold")),
                        "2: models[0].tier: gold (expected: free or pro)"),
                row("no context", file(MODEL.replace("context: 1000, ", "")), "2: models[0].context: missing"),
                row(
                        "context 0",
                        file(MODEL.replace("1000", "0")),
                        "2: models[0].context: 0 (expected: a whole number from 1"),
                row(
                        "context 1.5",
                        file(MODEL.replace("1000", "1.5")),
                        "2: models[0].context: 1.5 (expected: a whole number from 1"),
                row(
                        "context as text",
                        file(MODEL.replace("1000", "'1000'")),
                        "2: models[0].context: 1000 (expected: a whole number"),
                row(
                        "a huge context",
                        file(MODEL.replace("1000", "3000000000")),
                        "2: models[0].context: 3000000000 (expected"),
                row(
                        "strength 1.1",
                        file(MODEL.replace("tier", "strength: 1.1, tier")),
                        "2: models[0].strength: 1.1 (expected: a number from 0 to 1)"),
                row(
                        "strength as text",
                        file(MODEL.replace("tier", "strength: high, tier")),
                        "2: models[0].strength: high (expected: a number"),
                row(
                        "half a price",
                        file(MODEL.replace("tier", "price: {input: 1}, tier")),
                        "2: models[0].price.output: missing (expected: a number"),
                row(
                        "a negative price",
                        file(MODEL.replace("tier", "price: {input: -1, output: 1}, tier")),
                        "2: models[0].price.input: -1 (expected"),
                row(
                        "a price as number",
                        file(MODEL.replace("tier", "price: 1, tier")),
                        "2: models[0].price: 1 (expected: a mapping)"),
                row(
                        "an unknown ability",
                        file(MODEL.replace("tier", "abilities: [fly], tier")),
                        "2: models[0].abilities[0]: fly (expected: tools or json or vision or reasoning)"),
                row(
                        "no targets",
                        file(MODEL.replace("[{engine: embedded}]", "[]")),
                        "2: models[0].targets: 0 items (expected: a list of 1 to 64)"),
                row(
                        "an unknown engine",
                        file(MODEL.replace("embedded", "steam")),
                        "2: models[0].targets[0].engine: steam (expected: embedded)"),
                row(
                        "the mock engine",
                        file(MODEL.replace("embedded", "mock")),
                        "2: models[0].targets[0].engine: mock (expected: embedded)"),
                row(
                        "a weight of the engine",
                        file(MODEL.replace("embedded", "embedded, weight: 3")),
                        "2: models[0].targets[0].weight: unknown key (expected: none beside engine and latency, or a url)"),
                row(
                        "a latency",
                        file(
                                MODEL.replace(
                                        "embedded",
                                        "embedded, latency: {first-token: 300ms, prompt-token: 40us, inter-token: 2s, jitter: 0.25}")),
                        null),
                row(
                        "a latency without a unit",
                        file(MODEL.replace("embedded", "embedded, latency: {first-token: 300}")),
                        "2: models[0].targets[0].latency.first-token: 300 (expected: a time such as 250ms, up to 10m, with us, ms, s or m)"),
                row(
                        "a jitter above 1",
                        file(MODEL.replace("embedded", "embedded, latency: {jitter: 1.5}")),
                        "2: models[0].targets[0].latency.jitter: 1.5 (expected: a number from 0 to 1)"),
                row(
                        "rules",
                        file(MODEL) + "workspaces: [{id: w, strategy: custom}]\n",
                        "3: workspaces[0].strategy: rules of a workspace are not served yet"),
                row(
                        "an unknown strategy",
                        file(MODEL) + "workspaces: [{id: w, strategy: best}]\n",
                        "3: workspaces[0].strategy: best (expected: balanced or"),
                row(
                        "a workspace without id",
                        file(MODEL) + "workspaces: [{strategy: balanced}]\n",
                        "3: workspaces[0].id: missing"));
    }

    /** What a schema cannot say. */
    static Stream<Arguments> filesOnlyTheReaderRefuses() {
        return Stream.of(
                row(
                        "the word yes is no id",
                        file(MODEL.replace("id: a", "id: yes")),
                        "2: models[0].id: yes (expected: 1 to 128"),
                row("no YAML", "version: [1\n", "2: not YAML: "),
                row("a tab", "version:\n\t- 1\n", "2: not YAML: "),
                row("a key twice", "version: 1\n" + file(MODEL), "2: version: given twice"),
                row(
                        "two models of one id",
                        file(MODEL + ", " + MODEL),
                        "2: models[1].id: a (expected: an id that no other model has)"),
                row(
                        "an unknown fallback",
                        file(MODEL.replace("tier", "fallbacks: [b], tier")),
                        "2: models[0].fallbacks[0]: b (expected: the id of another model"),
                row(
                        "itself as fallback",
                        file(MODEL.replace("tier", "fallbacks: [a], tier")),
                        "2: models[0].fallbacks[0]: a (expected: the id of another model"),
                row(
                        "more output than context",
                        file(MODEL.replace("100,", "1001,").replace("10001001", "1000")),
                        "2: models[0].max-output: 1001 (expected: at most the context, 1000)"),
                row(
                        "two workspaces of one id",
                        file(MODEL) + "workspaces: [{id: w}, {id: w}]\n",
                        "3: workspaces[1].id: w (expected: an id that no other workspace has)"),
                row("an octal number", file(MODEL.replace("1000", "01000")), "2: models[0].context: 01000 (expected"),
                row(
                        "a latency that is too long",
                        file(MODEL.replace("embedded", "embedded, latency: {inter-token: 601s}")),
                        "2: models[0].targets[0].latency.inter-token: 601s (expected: a time such as 250ms, up to 10m, with us, ms, s or m)"),
                row("deep nesting", "version: " + "[".repeat(40) + "]".repeat(40), "not YAML"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"files", "filesOnlyTheReaderRefuses"})
    void saysWhatIsWrongWithAFile(String what, String yaml, @Nullable String fault) throws FleetFault {
        if (fault == null) {
            assertThat(parse(yaml).models()).isNotEmpty();
            return;
        }
        assertThat(catchThrowableOfType(FleetFault.class, () -> parse(yaml)).faults())
                .anySatisfy(line -> assertThat(line)
                        .startsWith("fleet.yaml:")
                        .contains(fault)
                        .doesNotContain("\n"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("files")
    void agreesWithItsSchema(String what, String yaml, @Nullable String fault) throws IOException {
        boolean valid =
                !yaml.isEmpty() && schema().validate(yaml, InputFormat.YAML).isEmpty();

        assertThat(valid).isEqualTo(fault == null);
    }

    @Test
    void findsAllFaultsInOneGo() {
        String yaml = file(
                MODEL.replace("pro", "gold").replace("1000", "0"),
                MODEL.replace("id: a", "id: b").replace("embedded", "steam"));

        assertThat(catchThrowableOfType(FleetFault.class, () -> parse(yaml)).faults())
                .extracting(line -> line.replaceAll(" \\(.*", ""))
                .contains(
                        "fleet.yaml:2: models[0].tier: gold",
                        "fleet.yaml:2: models[0].context: 0",
                        "fleet.yaml:2: models[1].targets[0].engine: steam");
    }

    @Test
    void refusesAFileThatIsMissingOrTooLong() throws IOException {
        Path directory = Files.createTempDirectory("fleet");
        Path huge = directory.resolve("huge.yaml");
        byte[] comment = new byte[FleetFile.MAX_BYTES + 1];
        Arrays.fill(comment, (byte) '#');
        Files.write(huge, comment);

        assertThatThrownBy(() -> FleetFile.read(directory.resolve("none.yaml"), 1))
                .hasMessageEndingWith("none.yaml: no such file");
        assertThatThrownBy(() -> FleetFile.read(directory, 1)).hasMessageEndingWith("cannot be read");
        assertThatThrownBy(() -> FleetFile.read(huge, 1))
                .hasMessageContaining("too long (expected: at most 1048576 bytes)");
    }

    @Test
    void refusesWhatIsNotUtf8() {
        assertThatThrownBy(() -> FleetFile.parse("fleet.yaml", new byte[] {(byte) 0xc3, 0x28}, 1))
                .hasMessage("fleet.yaml:1: not UTF-8");
    }

    @Test
    void shipsItsSchema() throws IOException {
        assertThat(FleetFile.class.getResourceAsStream("fleet.schema.json").readAllBytes())
                .isEqualTo(Files.readAllBytes(SCHEMA));
    }

    private static final Path SCHEMA = Path.of("../docs/reference/fleet.schema.json");

    static Schema schema() throws IOException {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Files.readString(SCHEMA));
    }

    private static Fleet parse(String yaml) throws FleetFault {
        return FleetFile.parse("fleet.yaml", yaml.getBytes(StandardCharsets.UTF_8), 7);
    }

    private static String file(String... models) {
        return "version: 1\nmodels: [" + String.join(", ", models) + "]\n";
    }

    private static Arguments row(String what, String yaml, @Nullable String fault) {
        return Arguments.of(what, yaml, fault);
    }
}
