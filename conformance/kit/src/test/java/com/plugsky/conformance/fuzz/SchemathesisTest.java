package com.plugsky.conformance.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.plugsky.conformance.Profile;
import com.plugsky.conformance.Target;
import com.plugsky.conformance.report.Finding;
import com.plugsky.conformance.wire.Header;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the kit gives to Schemathesis and takes from it, with a program in its place that notes what it got. */
class SchemathesisTest {
    private static final String KEY = "sk-test-0123456789";

    /** Two cases of one check, the second one smaller, and a good one. */
    private static final String EVENTS = """
            {"Initialize": {}}
            {"ScenarioFinished": {"recorder": {"label": "POST /v1/chat/completions", "cases": {\
            "a": {"value": {"meta": {"generation": {"mode": "negative"}}}},\
            "b": {"value": {"meta": {"generation": {"mode": "negative"}}}},\
            "c": {"value": {"meta": {"generation": {"mode": "positive"}}}}},\
            "checks": {"a": [{"name": "not_a_server_error", "status": "failure", "failure_info": {"failure": {"message": "500"}}}],\
            "b": [{"name": "not_a_server_error", "status": "failure", "failure_info": {"failure": {"message": "502"}}},\
            {"name": "content_type_conformance", "status": "success"}],\
            "c": [{"name": "not_a_server_error", "status": "success"}]},\
            "interactions": {\
            "a": {"request": {"method": "POST", "uri": "http://127.0.0.1:9/v1/chat/completions",\
             "headers": {"Authorization": ["Bearer sk-test-0123456789"]}, "body": {"$base64": "eyJtb2RlbCI6ICJsb25nIn0="}},\
             "response": {"status_code": 500, "headers": {"content-type": ["text/plain"]}, "content": {"$base64": "b29wcw=="}}},\
            "b": {"request": {"method": "POST", "uri": "http://127.0.0.1:9/v1/chat/completions?a=[b", "headers": {},\
             "body": {"$base64": "e30="}}, "response": {"status_code": 502, "headers": {}, "content": {"$base64": ""}}},\
            "c": {"request": {}, "response": {"status_code": 200}}}}}}
            """;

    @TempDir
    private Path folder;

    private static Target target(String url, Profile profile, @Nullable String key) {
        var models = new Target.Models("m", null, "eyes", "chooser");
        return Target.of(URI.create(url), profile, Target.Keys.of(key), models)
                .with(List.of(new Header("x-tenant", "a\"b")));
    }

    /** Notes its arguments and environment, and does as the script says. */
    private Schemathesis program(String script) throws IOException {
        Path program = folder.resolve("st");
        Files.writeString(program, "#!/bin/sh\necho \"$@\" > arguments.txt\nenv > environment.txt\n" + script + "\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        return Objects.requireNonNull(Schemathesis.find(program));
    }

    private String ran(String url, Profile profile, @Nullable String key) throws IOException {
        Files.writeString(folder.resolve("events"), EVENTS);
        program("cp ../../events events.ndjson")
                .run(target(url, profile, key), 7, folder.resolve("run"), List.of("--phases", "coverage"));
        return Files.readString(folder.resolve("run/chat/arguments.txt"));
    }

    @Test
    void getsTheContractTheModelsAndTheKeyInItsEnvironmentOnly() throws IOException {
        String arguments = ran("http://127.0.0.1:9/v1", Profile.PLUGSKY, KEY);

        assertThat(arguments)
                .contains("--url http://127.0.0.1:9 ", "--seed 7", "--phases coverage")
                .contains("--include-operation-id createChatCompletion")
                .doesNotContain(KEY, "--exclude-checks");
        assertThat(folder.resolve("run/others/arguments.txt"))
                .content()
                .contains("--exclude-operation-id createChatCompletion")
                .doesNotContain("--include-operation-id");
        assertThat(folder.resolve("run/chat/environment.txt"))
                .content()
                .contains(
                        "KIT_KEY=" + KEY,
                        "KIT_CHAT_MODELS=m,chooser",
                        "KIT_VISION_MODEL=eyes",
                        "KIT_FUSION_MODEL=chooser",
                        "KIT_HEADER_0=a\"b");
        assertThat(folder.resolve("run/chat/schemathesis.toml"))
                .content()
                .contains("${KIT_KEY}")
                .doesNotContain(KEY);
        assertThat(folder.resolve("run/chat/openapi.yaml"))
                .content()
                .contains("\n  /v1/chat/completions:", "\nsecurity:\n");
    }

    @Test
    void leavesOutWhatAServerHasNot() throws IOException {
        String arguments = ran("http://127.0.0.1:9/api", Profile.CORE, null);

        assertThat(arguments)
                .contains("--url http://127.0.0.1:9/api ", "--exclude-checks ignored_auth")
                .contains("--include-operation-id createChatCompletion");
        assertThat(folder.resolve("run/others/arguments.txt"))
                .content()
                .contains("--include-operation-id listModels --include-operation-id retrieveModel");
        assertThat(folder.resolve("run/chat/schemathesis.toml")).content().doesNotContain("KIT_KEY");
        assertThat(folder.resolve("run/chat/openapi.yaml"))
                .content()
                .contains("\n  /chat/completions:")
                .doesNotContain("\n  /v1/", "\nsecurity:\n");
    }

    @Test
    void tellsEachCheckOnceByItsSmallestCase() throws IOException {
        Files.writeString(folder.resolve("events"), EVENTS);
        Target target = target("http://127.0.0.1:9/v1", Profile.CORE, KEY);
        Schemathesis.Run run =
                program("cp ../../events events.ndjson; exit 1").chat(target, 1, folder.resolve("run"), List.of());

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.report().line()).startsWith("Schemathesis: 3 cases, 3 of them chat, 2 failed");
        List<Finding> findings = FuzzFindings.of(run.report(), target);
        assertThat(findings).singleElement().satisfies(finding -> {
            assertThat(finding.title()).isEqualTo("POST /v1/chat/completions, 2 cases: 502");
            assertThat(finding.curl()).contains("/v1/chat/completions?a=[b").contains("--data-binary '{}'");
            assertThat(finding.counts()).isTrue();
        });
    }

    @ParameterizedTest
    @CsvSource({
        "not_a_server_error, true, true, true",
        "negative_data_rejection, false, true, true",
        "use_after_free, false, false, true"
    })
    void countsByProfile(String check, boolean core, boolean strict, boolean plugsky) {
        assertThat(List.of(
                        FuzzFindings.counts(check, Profile.CORE),
                        FuzzFindings.counts(check, Profile.STRICT),
                        FuzzFindings.counts(check, Profile.PLUGSKY)))
                .containsExactly(core, strict, plugsky);
    }

    @Test
    void addsUpItsProcesses() throws IOException {
        Files.writeString(folder.resolve("events"), EVENTS);
        String fails = "cp ../../events events.ndjson; case $PWD in */others) exit 1;; esac";
        Schemathesis.Run run = program(fails)
                .run(target("http://127.0.0.1:9/v1", Profile.CORE, KEY), 1, folder.resolve("run"), List.of());

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.report().cases()).hasSize(6);
    }

    @Test
    void saysInOneLineThatItFailed() throws IOException {
        Schemathesis broken = program("echo 'cannot load'; exit 2");

        assertThatThrownBy(() -> broken.run(
                        target("http://127.0.0.1:9/v1", Profile.CORE, KEY), 1, folder.resolve("run"), List.of()))
                .isInstanceOf(IOException.class)
                .hasMessage("Schemathesis wrote no report: cannot load");
    }

    @Test
    void isNotThere() {
        assertThat(Schemathesis.find(folder.resolve("none"))).isNull();
    }
}
