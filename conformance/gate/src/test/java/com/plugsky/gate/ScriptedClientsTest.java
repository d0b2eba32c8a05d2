package com.plugsky.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** OpenAI's own clients for Python and Node, unmodified, talk to the server. */
class ScriptedClientsTest {
    private static final Path CLIENTS = Gate.folder().resolve("clients");
    private static final int SCENARIOS = 11;

    @Test
    void python() {
        Path bin = Tools.python("clients/python");
        passes("openai (PyPI)", Command.of(bin.resolve("python"), CLIENTS.resolve("python/scenarios.py")));
    }

    @Test
    void node() {
        Path installed = Tools.node("clients/node", "scenarios.mjs");
        passes("openai (npm)", Command.of("node", installed.resolve("scenarios.mjs")));
    }

    private static void passes(String client, Command command) {
        Command.Result result = command.with(
                        "PLUGSKY_BASE_URL", RunningServer.shared().baseUrl().toString())
                .with("PLUGSKY_API_KEY", String.valueOf(RunningServer.KEYS.infer()))
                .within(Duration.ofMinutes(2))
                .run();
        List<String> passed =
                result.output().lines().filter(line -> line.startsWith("ok ")).toList();
        System.out.println(client + ": " + passed.size() + " scenarios passed");
        assertThat(result.exit()).as(result.output()).isZero();
        assertThat(passed).hasSize(SCENARIOS);
    }
}
