package com.plugsky.gate;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;

/** Schemathesis against a server: the pinned program, our hooks and settings, and where its reports are. */
final class Schemathesis {
    private static final Duration PATIENCE = Duration.ofMinutes(25);
    private static final int SEED = Integer.getInteger("plugsky.schemathesis.seed", 1);
    private static final String FOLDER = "schemathesis";

    private Schemathesis() {}

    /**
     * A finished run.
     *
     * @param folder holds {@code junit.xml} and {@code events.ndjson}
     */
    record Run(Command.Result result, SchemathesisReport report, Path folder) {}

    /** Runs against a server; the reports go to a folder of this name. */
    static Run run(String name, URI origin, List<String> options) throws IOException {
        Path bin = Tools.python(FOLDER);
        Path folder = Files.createDirectories(Gate.target().resolve(FOLDER).resolve(name));
        for (String file : List.of("hooks.py", "schemathesis.toml")) {
            Files.copy(
                    Gate.folder().resolve(FOLDER).resolve(file),
                    folder.resolve(file),
                    StandardCopyOption.REPLACE_EXISTING);
        }
        Path events = folder.resolve("events.ndjson");
        Command.Result result = Command.of(
                        bin.resolve("st"), "--config-file", "schemathesis.toml", "run", Gate.contract())
                .and("--url", origin, "--header", "Authorization: Bearer " + RunningServer.KEYS.infer())
                .and("--checks", "all", "--mode", "all", "--seed", SEED)
                .and("--report-junit-path", folder.resolve("junit.xml"), "--report-ndjson-path", events)
                .and(options)
                .in(folder)
                .within(PATIENCE)
                .run();
        return new Run(result, SchemathesisReport.read(events), folder);
    }
}
