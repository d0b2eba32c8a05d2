package com.plugsky.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Objects;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

class OperationsTest {

    @Test
    void areThoseOfTheContract() throws IOException {
        var contract = new TreeSet<String>();
        try (InputStream file = OperationsTest.class.getResourceAsStream("/openapi.yaml")) {
            JsonNode paths =
                    new YAMLMapper().readTree(Objects.requireNonNull(file)).path("paths");
            paths.propertyNames()
                    .forEach(path -> paths.path(path)
                            .propertyNames()
                            .forEach(method -> contract.add(method.toUpperCase(Locale.ROOT) + " " + path)));
        }
        var table = new TreeSet<String>();
        Operations.ALL.stream()
                .filter(operation -> operation.needed() != null && !operation.keyless())
                .forEach(operation -> table.add(operation.method() + " " + operation.path()));
        assertThat(table).isEqualTo(contract);
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/chat/completions, POST, /v1/chat/completions",
        "/v1/models, GET, /v1/models",
        "/v1/models/plugsky-pro, GET, /v1/models/plugsky-pro",
        "/v1/models/mock/stall, GET, /v1/models/mock%2Fstall",
        "/v1/models/mock%2Fstall, GET, /v1/models/mock%2Fstall",
        "/v1/models/mock%2fstall, GET, /v1/models/mock%2Fstall",
        "/v1/models/a%252Fb, GET, /v1/models/a%252Fb",
        "/v1/models/a+b%20c, GET, /v1/models/a%2Bb%20c",
        "/docs/redoc.js, GET, /docs/redoc.js",
        "/metrics, GET, /metrics",
        "/livez, GET, /livez",
    })
    void standAtTheirPaths(String raw, String method, String inner) {
        Operations.Found found = Objects.requireNonNull(Operations.find(raw));
        assertThat(found.operation().method()).isEqualTo(method);
        assertThat(found.path()).isEqualTo(inner);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/v1",
                "/v1/",
                "/v1/models/",
                "/v1/chat/completions/",
                "/v1/chat/completions;x=1",
                "/v1/%63hat/completions",
                "//v1/models",
                "/v1//models",
                "/v1/models/../plugsky/requests",
                "/v1/models/..",
                "/v1/models//a",
                "/v1/models/%zz",
                "/livez/../v1/models",
                "/docs/../v1/models",
                "/docs/%2e%2e/v1/models",
                "/docs/a;b",
                "/error",
            })
    void standNowhereElse(String raw) {
        assertThat(Operations.find(raw)).isNull();
    }
}
