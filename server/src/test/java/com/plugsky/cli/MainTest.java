package com.plugsky.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class MainTest {

    private static final String FLEET =
            "version: 1\nmodels: [{id: a, tier: pro, context: 10, max-output: 5, targets: [{engine: embedded}]}]\n";

    @TempDir
    Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--help",
                "serve --help",
                "validate --help",
                "keys --help",
                "keys create --help",
                "keys list --help",
                "keys revoke --help",
                "route --help",
                "version --help",
            })
    void explainsItself(String line) {
        assertThat(run(line.split(" "))).isZero();
        assertThat(out.toString()).startsWith("Usage: plugsky");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "-                      | plugsky: a command is missing",
                "srve                   | plugsky: Unmatched argument at index 0: 'srve'",
                "serve --prot 1         | plugsky: Unknown options: '--prot', '1'",
                "serve --port x         | plugsky: Invalid value for option '--port': 'x' is not an int",
                "validate               | plugsky: Missing required parameter: 'FILE'",
                "keys                   | plugsky: create, list or revoke is missing",
                "keys create --role god | plugsky: Invalid value for option '--role':",
                "keys create --strategy custom | plugsky: --strategy: custom (expected: balanced, cost_saver or max_quality)",
            })
    void answersAWrongFlagWithOneLineAndAHint(String line, String said) {
        assertThat(run(line == null ? new String[0] : line.split(" "))).isEqualTo(2);
        assertThat(err.toString().lines()).hasSize(2);
        assertThat(err.toString()).startsWith(said).contains("Try 'plugsky");
    }

    @Test
    void saysWhichVersionItIs() {
        assertThat(run("version")).isZero();
        assertThat(out.toString()).matches("plugsky .+, contract \\d+\\.\\d+\\.\\d+, Java 2\\d.*\\R");
    }

    @Test
    void validatesAFleet() throws IOException {
        Path file = Files.writeString(directory.resolve("fleet.yaml"), FLEET);

        assertThat(run("validate", file.toString())).isZero();
        assertThat(out.toString()).isEqualTo(file + ": valid, 1 models, 0 workspaces" + System.lineSeparator());
    }

    @Test
    void saysEachFaultOfAFleet() throws IOException {
        Path file = Files.writeString(
                directory.resolve("fleet.yaml"), FLEET.replace("pro", "gold").replace("10", "0"));

        assertThat(run("validate", file.toString())).isEqualTo(1);
        assertThat(err.toString().lines())
                .contains("plugsky: fleet.yaml:2: models[0].tier: gold (expected: free or pro)")
                .allMatch(line -> line.startsWith("plugsky: fleet.yaml:2: "));
    }

    @Test
    void makesListsAndRevokesKeys() {
        String file = directory.resolve("keys.yaml").toString();

        assertThat(run("keys", "create", "--keys", file, "--role", "admin", "--tier-cap", "free", "--expires", "90d"))
                .isZero();
        assertThat(out.toString()).matches("sk-live-\\S{43}\\R");
        String key = out.toString().strip();
        String id = err.toString().split(" ")[0];

        out.getBuffer().setLength(0);
        assertThat(run("keys", "list", "--keys", file)).isZero();
        assertThat(out.toString())
                .startsWith(id + "  admin  workspace default  tier free")
                .doesNotContain(key);

        assertThat(run("keys", "revoke", "--keys", file, id)).isZero();
        err.getBuffer().setLength(0);
        assertThat(run("keys", "revoke", "--keys", file, id)).isEqualTo(1);
        assertThat(err.toString().strip()).isEqualTo("plugsky: " + id + ": no such key in " + file);
    }

    @ParameterizedTest
    @ValueSource(strings = {"yesterday", "2001-01-01", "0d", "2030-02-30", "2030-01-01T12"})
    void refusesAnEndThatIsNone(String expires) {
        String file = directory.resolve("keys.yaml").toString();

        assertThat(run("keys", "create", "--keys", file, "--expires", expires)).isEqualTo(1);
        assertThat(err.toString().strip())
                .startsWith("plugsky: --expires: " + expires + " (expected: ")
                .hasLineCount(1);
    }

    @Test
    void saysWhichModelWouldAnswer() throws IOException {
        Path body = Files.writeString(
                directory.resolve("body.json"),
                "{\"model\": \"auto\", \"fusion\": {\"strategy\": \"max_quality\"}, \"messages\": [{\"role\": \"user\", \"content\": \"hi\"}]}");

        assertThat(run("route", "--prompt", "hi", "--strategy", "cost_saver")).isZero();
        assertThat(out.toString()).contains("\"model\" : \"plugsky-micro\"", "\"strategy\" : \"cost_saver\"");
        out.getBuffer().setLength(0);
        assertThat(run("route", body.toString())).isZero();
        assertThat(out.toString()).contains("\"model\" : \"plugsky-frontier\"");
        assertThat(run("route", "--prompt", "hi", "--model", "plugsky-pro", "--tier-cap", "free"))
                .isEqualTo(1);
        assertThat(err.toString().strip())
                .isEqualTo("plugsky: Model \"plugsky-pro\" is not available on your \"free\" plan (cap: plugsky-lite)");
    }

    @Test
    void saysInOneLineWhyItDoesNotStart() throws IOException {
        Path bad = Files.writeString(
                directory.resolve("bad.yaml"),
                "version: 2\n" + FLEET.lines().skip(1).findFirst().orElseThrow());
        Path settings = Files.writeString(directory.resolve("settings.yaml"), "plugsky:\n  limits:\n    bdoy: 1MB\n");
        Path foreign = Files.writeString(directory.resolve("foreign.yaml"), "server.port: 1\n");
        Path none = directory.resolve("none.yaml");

        assertThat(started("--fleet", bad.toString())).isEqualTo("bad.yaml:1: version: 2 (expected: 1)");
        assertThat(started("--fleet", none.toString())).isEqualTo(none + ": no such file");
        assertThat(started("--config", foreign.toString()))
                .isEqualTo(foreign + ": server.port: unknown setting (expected: all below plugsky)");
        assertThat(started("--config", settings.toString()))
                .startsWith("plugsky.limits.bdoy: unknown setting [")
                .contains("settings.yaml")
                .contains("3:");
        assertThat(started("--set", "limits.body=much"))
                .startsWith("plugsky.limits.body: much (expected: a size such as 32MB)");
        assertThat(started("--set", "limits.body=1B")).startsWith("plugsky.limits.body: 1B (expected: 1KB to 1GB)");
        assertThat(started("--set", "contract.unknown-fields=drop"))
                .startsWith("plugsky.contract.unknown-fields: drop (expected: forward or reject)");
        assertThat(started("--host", "0.0.0.0", "--set", "access.keys=" + none)).contains("0.0.0.0");
        assertThat(started("--keys", none.toString()))
                .isEqualTo(none + ": no such file (expected: one made with: keys create --keys " + none + ")");
        assertThat(started("--upstream", "ftp://127.0.0.1/v1"))
                .startsWith("plugsky.fleet.upstream: ftp://127.0.0.1/v1 (expected: http or https,");
        assertThat(started("--upstream", "http://127.0.0.1:1/v1", "--upstream-key-env", "PLUGSKY_NO_SUCH_KEY"))
                .isEqualTo("plugsky.fleet.upstream-key-env: PLUGSKY_NO_SUCH_KEY is not set"
                        + " (expected: an environment variable with the key)");
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());
            assertThat(started("--port", port)).startsWith("port " + port + " is taken");
        }
    }

    /** What a server says that does not start. */
    private String started(String... flags) {
        err.getBuffer().setLength(0);
        List<String> line = new ArrayList<>(List.of("serve"));
        if (!List.of(flags).contains("--port")) {
            line.addAll(List.of("--port", "0"));
        }
        line.addAll(List.of(flags));
        assertThat(run(line.toArray(String[]::new))).isEqualTo(1);
        assertThat(err.toString().lines()).hasSize(1);
        return err.toString().strip().replaceFirst("^plugsky: ", "");
    }

    private int run(String... line) {
        CommandLine command = Main.commandLine();
        command.setOut(new PrintWriter(out, true));
        command.setErr(new PrintWriter(err, true));
        return command.execute(line);
    }
}
