package com.plugsky.gate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The scripts that cannot run without words say which. */
class ScriptsTest {

    @ParameterizedTest
    @ValueSource(strings = {"bench", "serve", "aot", "start-time"})
    void sayHowTheyAreUsed(String name) {
        Command.Result result =
                Command.of("scripts/" + name).in(Gate.folder().resolve("../..")).run();

        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.output())
                .startsWith("usage: scripts/" + name + " FOLDER ")
                .hasLineCount(1);
    }
}
