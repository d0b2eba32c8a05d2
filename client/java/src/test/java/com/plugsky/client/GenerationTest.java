package com.plugsky.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The output of the generators, which the build has run twice for each language. */
final class GenerationTest {
    private static final Path ONCE = Path.of("target/generated");
    private static final Path AGAIN = Path.of("target/generated-again");

    @Test
    void givesTheSameBytesTwice() throws IOException {
        List<Path> paths = files(ONCE);

        assertThat(paths).hasSizeGreaterThan(100).isEqualTo(files(AGAIN));
        for (Path path : paths) {
            assertThat(AGAIN.resolve(path)).hasSameBinaryContentAs(ONCE.resolve(path));
        }
    }

    private static List<Path> files(Path root) throws IOException {
        try (Stream<Path> paths = Files.walk(root)) {
            return paths.filter(Files::isRegularFile)
                    // The plugin's own note of its input is named by the execution.
                    .filter(path -> !path.toString().endsWith(".sha256"))
                    .map(root::relativize)
                    .sorted()
                    .toList();
        }
    }
}
