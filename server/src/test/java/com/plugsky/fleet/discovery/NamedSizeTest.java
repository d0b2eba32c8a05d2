package com.plugsky.fleet.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamedSizeTest {

    @ParameterizedTest
    @CsvSource({
        "Qwen/Qwen3-32B, 32",
        "llama3.2:3b, 3",
        "mistralai/Mixtral-8x7B-Instruct-v0.1, 56",
        "qwen3-30b-a3b, 30",
        "gemma-3-270m-it, 0.27",
        "phi-1.5b, 1.5",
        "kimi-1t, 1000",
        "gpt-4o,",
        "gpt-4b2,",
        "model-b,",
        "v2.7b,",
        "plugsky-micro,",
    })
    void readsASizeFromAName(String id, @Nullable Double billions) {
        assertThat(NamedSize.of(id)).isEqualTo(billions);
    }

    @Test
    void takesTheLargerForTheStronger() {
        assertThat(List.of("a-0.5b", "a-3b", "a-7b", "a-70b", "a-700b", "a-9t"))
                .extracting(NamedSize::strength)
                .isSorted()
                .doesNotHaveDuplicates()
                .allSatisfy(strength -> assertThat(strength).isBetween(0.0, 1.0));
        assertThat(NamedSize.strength("gpt-4o")).isEqualTo(0.5);
    }
}
