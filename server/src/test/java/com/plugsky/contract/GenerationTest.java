package com.plugsky.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is generated depends on the contract and the options alone. */
class GenerationTest {
    private static final Path COMPILED = Path.of("target/generated-sources/contract/src/main/java");
    private static final Path AGAIN = Path.of("target/contract-again/src/main/java");

    /** Differs also if the contract lost a schema whose class is still there: `mvn clean` cures that. */
    @Test
    void givesTheSameBytesTwice() throws IOException {
        assertThat(files(COMPILED)).isNotEmpty().isEqualTo(files(AGAIN));
    }

    @Test
    void namesNeitherATimeNorThisMachine() throws IOException {
        String here = Path.of("").toAbsolutePath().getParent().toString();
        assertThat(files(AGAIN).values())
                .noneMatch(text -> text.contains(here))
                .noneMatch(text -> text.contains("date = \""));
    }

    private static Map<String, String> files(Path folder) throws IOException {
        Map<String, String> texts = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                texts.put(folder.relativize(file).toString(), Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
        return texts;
    }
}
