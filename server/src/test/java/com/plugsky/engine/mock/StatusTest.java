package com.plugsky.engine.mock;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class StatusTest {

    private final MockRun mock = new MockRun();

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            400, malformed_request, invalid_request_error, false, -
            401, invalid_api_key, invalid_request_error, false, -
            403, insufficient_permissions, invalid_request_error, false, -
            404, model_not_found, invalid_request_error, false, -
            405, method_not_allowed, invalid_request_error, -, -
            408, malformed_request, invalid_request_error, -, -
            409, malformed_request, invalid_request_error, -, -
            413, request_too_large, invalid_request_error, false, -
            422, malformed_request, invalid_request_error, -, -
            429, rate_limit_exceeded, requests, true, 1
            499, malformed_request, invalid_request_error, -, -
            500, server_error, server_error, -, -
            502, upstream_error, server_error, false, -
            503, server_is_overloaded, service_unavailable_error, true, 1
            504, upstream_timeout, server_error, false, -
            599, server_error, server_error, -, -
            """)
    void givesEachStatusItsCodeAndItsHeaders(
            int status, String code, String type, @Nullable String retry, @Nullable String after) throws Exception {
        mock.ask("mock/status-" + status, false);

        JsonNode error = new JsonMapper().readTree(mock.caller.written()).path("error");
        assertThat(error.propertyNames()).containsExactly("message", "type", "param", "code");
        assertThat(error.path("code").asString()).isEqualTo(code);
        assertThat(error.path("type").asString()).isEqualTo(type);
        assertThat(mock.caller.head.get("x-should-retry")).isEqualTo(retry);
        assertThat(mock.caller.head.get("retry-after")).isEqualTo(after);
        assertThat(mock.caller.head.get("retry-after-ms")).isEqualTo(after == null ? null : after + "000");
        assertThat(mock.caller.head.get("content-length"))
                .isEqualTo(String.valueOf(mock.caller.writes.getFirst().length));
    }

    @ParameterizedTest
    @CsvSource({"401, www-authenticate, Bearer", "405, allow, 'POST, OPTIONS'"})
    void addsTheHeaderThatAStatusDemands(int status, String name, String value) throws Exception {
        mock.ask("mock/status-" + status, false);

        assertThat(mock.caller.head).containsEntry(name, value);
    }
}
