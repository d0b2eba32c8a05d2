package com.plugsky.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.networknt.schema.InputFormat;
import com.plugsky.fleet.upstream.Access;
import com.plugsky.fleet.upstream.HealthCheck;
import com.plugsky.fleet.upstream.Manners;
import com.plugsky.fleet.upstream.ParameterMap;
import com.plugsky.fleet.upstream.Secret;
import com.plugsky.fleet.upstream.Timeouts;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class UpstreamReaderTest {

    private static final UnaryOperator<@Nullable String> ENVIRONMENT = Map.of("KEY", " sk-1 ", "EMPTY", "")::get;

    private static final String TARGET = "{url: 'http://127.0.0.1:8000/v1'}";

    @Test
    void readsEveryField(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("key"), "sk-2\n");
        Fleet fleet = parse(model("""
                {url: "https://llm.example.com:8443/v1/", model: Qwen/Qwen3-32B, key-env: KEY, headers: {X-Team: a b},
                ca-file: ca.pem, proxy: "http://proxy.example.com:3128", weight: 3, concurrency: 7,
                timeouts: {connect: 1s, first-chunk: 30s, idle: 20s, total: 90m},
                parameters: {rename: {max_completion_tokens: max_tokens}, developer: system, ignored: [store], refused: [n]},
                ask-usage: false, strict: true, private-images: true, hedge: true, health: {path: /health, interval: 2s}},
                {url: "http://[::1]", key-file: "%s", health: off}""".formatted(file)));

        Model model = fleet.models().getFirst();
        assertThat(model.targets())
                .containsExactly(
                        new Target.Upstream(
                                URI.create("https://llm.example.com:8443/v1"),
                                "Qwen/Qwen3-32B",
                                new Access(
                                        Secret.environment("KEY", ENVIRONMENT),
                                        Map.of("x-team", "a b"),
                                        Path.of("ca.pem"),
                                        URI.create("http://proxy.example.com:3128")),
                                3,
                                7,
                                new Timeouts(
                                        Duration.ofSeconds(1),
                                        Duration.ofSeconds(30),
                                        Duration.ofSeconds(20),
                                        Duration.ofMinutes(90)),
                                new ParameterMap(
                                        Map.of("max_completion_tokens", "max_tokens"),
                                        Set.of("store"),
                                        Set.of("n"),
                                        true),
                                new Manners(
                                        false, true, true, true, new HealthCheck("/health", Duration.ofSeconds(2)))),
                        new Target.Upstream(
                                URI.create("http://[::1]"),
                                "a",
                                new Access(Secret.file(file), Map.of(), null, null),
                                1,
                                Target.Upstream.USUAL_CONCURRENCY,
                                Timeouts.USUAL,
                                ParameterMap.NONE,
                                new Manners(true, false, false, false, null)));
        assertThat(model.targets().stream()
                        .map(Target.Upstream.class::cast)
                        .map(target ->
                                Objects.requireNonNull(target.access().key()).text()))
                .containsExactly("sk-1", "sk-2");
        assertThat(model.toString()).doesNotContain("sk-1", "sk-2", "a b");
    }

    @Test
    void leavesWhatOnlyTheUpstreamKnowsUnknown() throws FleetFault {
        Model model = parse(model(TARGET)).models().getFirst();

        assertThat(model).isEqualTo(Model.unknown("a", upstream("a"), Model.UNKNOWN, 0.5));
        assertThat(Ability.values()).allMatch(model::can);
        assertThat(model.room()).isEqualTo(Model.UNKNOWN);
    }

    @Test
    void takesAKeyFileThatWasReplaced(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("key"), "sk-old");
        Files.setLastModifiedTime(file, java.nio.file.attribute.FileTime.fromMillis(1));
        Secret key = Secret.file(file);
        assertThat(key.text()).isEqualTo("sk-old");

        Files.writeString(file, "sk-new");
        assertThat(key.text()).isEqualTo("sk-new");

        Files.writeString(file, "no key\u0007");
        assertThat(key.text()).isEqualTo("sk-new");
        Files.delete(file);
        assertThat(key.text()).isEqualTo("sk-new");
    }

    static Stream<Arguments> targets() {
        return Stream.of(
                // what, target, fault (null: none)
                row("the least", TARGET, null),
                row("several", TARGET + ", {engine: embedded}", "2: models[0].tier: missing"),
                row("no scheme", "{url: 127.0.0.1:8000/v1}", "url: 127.0.0.1:8000/v1 (expected: http or https, a host"),
                row("ftp", "{url: 'ftp://a/v1'}", "url: ftp://a/v1 (expected: http or https"),
                row("no host", "{url: 'http:///v1'}", "url: http:///v1 (expected: http or https"),
                row("a query", "{url: 'http://a/v1?key=1'}", "url: http://a/v1?key=1 (expected:"),
                row("a user", "{url: 'http://a:secret@b/v1'}", "url: an address with a user (expected:"),
                row("a list as url", "{url: []}", "url: a list (expected: http or https"),
                row(
                        "an engine beside it",
                        "{url: 'http://a', engine: embedded}",
                        "engine: unknown key (expected: none"),
                row("an unknown key", "{url: 'http://a', wieght: 3}", "wieght: unknown key (expected: one of"),
                row("no weight", "{url: 'http://a', weight: 0}", "weight: 0 (expected: a whole number from 1 to 1000)"),
                row("no concurrency", "{url: 'http://a', concurrency: 0}", "concurrency: 0 (expected:"),
                row("two keys", "{url: 'http://a', key-env: KEY, key-file: pom.xml}", "key-file: beside key-env"),
                row("no variable's name", "{url: 'http://a', key-env: a b}", "key-env: a b (expected: the name of"),
                row("a proxy without port", "{url: 'http://a', proxy: 'http://b'}", "proxy: http://b (expected: http,"),
                row("a time without unit", "{url: 'http://a', timeouts: {idle: 30}}", "timeouts.idle: 30 (expected: a"),
                row("another time", "{url: 'http://a', timeouts: {read: 30s}}", "timeouts.read: unknown key"),
                row("times as a list", "{url: 'http://a', timeouts: []}", "timeouts: a list (expected: a mapping)"),
                row("a flag as a text", "{url: 'http://a', strict: 'true'}", "strict: true (expected: true or false)"),
                row(
                        "a needed parameter",
                        "{url: 'http://a', parameters: {refused: [messages]}}",
                        "parameters.refused: messages (expected: a parameter that is not needed)"),
                row(
                        "another role",
                        "{url: 'http://a', parameters: {developer: user}}",
                        "parameters.developer: user (expected: system)"),
                row("health off", "{url: 'http://a', health: off}", null),
                row("health off in quotes", "{url: 'http://a', health: 'off'}", null),
                row("health false", "{url: 'http://a', health: false}", null),
                row(
                        "health false in quotes",
                        "{url: 'http://a', health: 'false'}",
                        "health: false (expected: a mapping)"),
                row("health as a text", "{url: 'http://a', health: often}", "health: often (expected: a mapping)"),
                row("health's path", "{url: 'http://a', health: {path: models}}", "health.path: models (expected: a"));
    }

    /** What a schema cannot say. */
    static Stream<Arguments> targetsOnlyTheReaderRefuses() {
        return Stream.of(
                row("a port too large", "{url: 'http://a:65536'}", "url: http://a:65536 (expected:"),
                row("a missing key", "{url: 'http://a', key-env: NONE}", "key-env: NONE is not set (expected: an"),
                row(
                        "an empty key",
                        "{url: 'http://a', key-env: EMPTY}",
                        "key-env: $EMPTY holds no key (expected: 1 to"),
                row(
                        "a missing file",
                        "{url: 'http://a', key-file: none}",
                        "key-file: none cannot be read (expected: a"),
                row(
                        "a header of ours",
                        "{url: 'http://a', headers: {Host: b}}",
                        "headers.host: set by the server (expected: another header)"),
                row(
                        "a key twice",
                        "{url: 'http://a', key-env: KEY, headers: {Authorization: b}}",
                        "headers.authorization: set by the server"),
                row(
                        "a line break in a header",
                        "{url: 'http://a', headers: {a: \"b\\r\\nc: d\"}}",
                        "headers.a: not a header's value (expected: 1 to"),
                row(
                        "too much time",
                        "{url: 'http://a', timeouts: {total: 1441m}}",
                        "timeouts.total: 1441m (expected: a"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"targets", "targetsOnlyTheReaderRefuses"})
    void saysWhatIsWrongWithATarget(String what, String targets, @Nullable String fault) throws FleetFault {
        if (fault == null) {
            assertThat(parse(model(targets)).models()).hasSize(1);
            return;
        }
        assertThat(catchThrowableOfType(FleetFault.class, () -> parse(model(targets)))
                        .faults())
                .anySatisfy(line ->
                        assertThat(line).startsWith("fleet.yaml:2: models[0].").contains(fault.replace("2: ", "")))
                .allSatisfy(line -> assertThat(line).doesNotContain("secret", "sk-1"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("targets")
    void agreesWithTheSchema(String what, String targets, @Nullable String fault) throws IOException {
        assertThat(FleetFileTest.schema()
                        .validate(model(targets), InputFormat.YAML)
                        .isEmpty())
                .isEqualTo(fault == null);
    }

    private static Target.Upstream upstream(String model) {
        return new Target.Upstream(URI.create("http://127.0.0.1:8000/v1"), model);
    }

    private static String model(String targets) {
        return "version: 1\nmodels: [{id: a, targets: [" + targets.replace("\n", " ") + "]}]\n";
    }

    private static Fleet parse(String yaml) throws FleetFault {
        return new FleetReader("fleet.yaml", ENVIRONMENT).read(yaml.getBytes(StandardCharsets.UTF_8), 1);
    }

    private static Arguments row(String what, String targets, @Nullable String fault) {
        return Arguments.of(what, targets, fault);
    }
}
