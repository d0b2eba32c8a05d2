package com.plugsky.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The 3.2 copy of the contract, which this test writes to {@code target/openapi-3.2.yaml}, is valid and says the same. */
class OpenApi32Test {
    private static final Path COPY = Gate.target().resolve("openapi-3.2.yaml");

    @BeforeAll
    static void derive() throws IOException {
        Files.writeString(COPY, OpenApi32.of(Files.readString(Gate.contract())));
    }

    @Test
    void redoclyFindsNothing() {
        Command.Result result = ContractLintTest.redocly(COPY);
        assertThat(result.exit()).as(result.output()).isZero();
    }

    @Test
    void spectralFindsNothing() {
        assertThat(ContractLintTest.spectral("spectral.yaml", List.of(COPY))).isEmpty();
    }

    @Test
    void differsInVersionAndEventsOnly() throws IOException {
        List<String> source = Files.readAllLines(Gate.contract());
        List<String> copy = Files.readAllLines(COPY);
        assertThat(copy).hasSameSizeAs(source);
        for (int i = 0; i < source.size(); i++) {
            if (!copy.get(i).equals(source.get(i))) {
                assertThat(copy.get(i).strip())
                        .isIn("openapi: 3.2.0", "itemSchema: {$ref: '#/components/schemas/ChatCompletionEvent'}");
            }
        }
        JsonNode stream = new YAMLMapper()
                .readTree(COPY.toFile())
                .at("/components/responses/ChatCompleted/content/text~1event-stream");
        assertThat(stream.propertyNames()).containsExactly("itemSchema", "examples");
    }

    @Test
    void refusesAContractWithoutEvents() {
        assertThatThrownBy(() -> OpenApi32.of("openapi: 3.1.1\npaths: {}\n"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
