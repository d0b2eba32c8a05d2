package com.plugsky.gate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * What in a contract breaks the callers of the last released one. oasdiff finds it; its warnings count as breaks, and so does what
 * levels.txt raises above its own judgement.
 *
 * <p>A contract whose {@code info.version} has a higher major than the released one may break. That holds below 1.0 too.
 */
final class BreakingChanges {
    private static final String OASDIFF = "github.com/oasdiff/oasdiff";

    private BreakingChanges() {}

    /** The released contract of the highest version. */
    static Path lastReleased() {
        try (Stream<Path> files = Files.list(Gate.folder().resolve("contract/released"))) {
            return files.filter(file -> file.getFileName().toString().matches("openapi-\\d+\\.\\d+\\.\\d+\\.yaml"))
                    .max(Comparator.comparing(BreakingChanges::version))
                    .orElseThrow();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The breaks, each in a line; empty if there are none or the major has risen. */
    static List<String> since(Path released, Path contract) {
        if (version(contract).major() > version(released).major()) {
            return List.of();
        }
        Path oasdiff = Tools.go("contract/oasdiff", OASDIFF, "oasdiff");
        Command.Result result = Command.of(oasdiff, "breaking", released, contract)
                .and("--format", "json", "--fail-on", "WARN")
                .and("--severity-levels", Gate.folder().resolve("contract/oasdiff/levels.txt"))
                .run();
        if (result.exit() == 0) {
            return List.of();
        }
        List<String> breaks = new ArrayList<>();
        for (JsonNode change : new JsonMapper().readTree(result.output())) {
            breaks.add(change.path("id").asString() + ": "
                    + change.path("operation").asString("") + " "
                    + change.path("path").asString("") + " "
                    + change.path("text").asString());
        }
        return breaks;
    }

    private record Version(int major, int minor, int patch) implements Comparable<Version> {
        @Override
        public int compareTo(Version other) {
            return Comparator.comparingInt(Version::major)
                    .thenComparingInt(Version::minor)
                    .thenComparingInt(Version::patch)
                    .compare(this, other);
        }
    }

    private static Version version(Path contract) {
        String text =
                new YAMLMapper().readTree(contract.toFile()).at("/info/version").asString();
        String[] parts = text.split("\\.");
        if (parts.length != 3) {
            throw new IllegalArgumentException(contract + ": info.version: " + text + " (expected: three numbers)");
        }
        return new Version(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), Integer.parseInt(parts[2]));
    }
}
