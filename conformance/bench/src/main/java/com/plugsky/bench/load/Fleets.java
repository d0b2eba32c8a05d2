package com.plugsky.bench.load;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Fleet files for a run. */
final class Fleets {
    private Fleets() {}

    /** One model, {@code model}, which each of these upstreams answers for by this name of its own. */
    static Path one(String script, URI... upstreams) throws IOException {
        String targets = Arrays.stream(upstreams)
                .map(url -> "{url: \"" + url + "/v1\", model: " + script
                        + ", timeouts: {connect: 500ms, first-chunk: 5s, idle: 2s}, health: {interval: 1s}}")
                .collect(Collectors.joining(", "));
        Path file = Files.createTempFile("fleet", ".yaml");
        file.toFile().deleteOnExit();
        return Files.writeString(file, "version: 1\nmodels:\n  - {id: model, targets: [" + targets + "]}\n");
    }
}
