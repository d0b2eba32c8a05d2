package com.plugsky.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

class ErrorCodeTest {

    @Test
    void areThoseOfTheContract() throws IOException {
        assertThat(Stream.of(ErrorCode.values()).map(ErrorCode::code))
                .containsExactlyInAnyOrderElementsOf(listed("ErrorCode"));
    }

    @Test
    void haveTypesOfTheContract() throws IOException {
        assertThat(listed("ErrorType"))
                .containsAll(Stream.of(ErrorCode.values()).map(ErrorCode::type).toList());
    }

    private static List<String> listed(String schema) throws IOException {
        try (InputStream file = ErrorCodeTest.class.getResourceAsStream("/openapi.yaml")) {
            JsonNode values = new YAMLMapper()
                    .readTree(Objects.requireNonNull(file))
                    .path("components")
                    .path("schemas")
                    .path(schema)
                    .path("x-extensible-enum");
            List<String> texts = new ArrayList<>();
            values.forEach(value -> texts.add(value.asString()));
            return texts;
        }
    }
}
