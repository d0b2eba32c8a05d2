package com.plugsky.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class EnvelopeTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Test
    void hasFourMembersAlways() {
        assertThat(text(ApiError.of(ErrorCode.INVALID_JSON, "not JSON", null)))
                .isEqualTo(
                        "{\"error\":{\"message\":\"not JSON\",\"type\":\"invalid_request_error\",\"param\":null,\"code\":\"invalid_json\"}}");
        assertThat(text(ApiError.of(ErrorCode.INVALID_TYPE, "a number", "messages[1].content")))
                .contains("\"param\":\"messages[1].content\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"quote \" and \\", "tab\t line\r\n", "\u0000\u001f", "é € \u2028 😀", ""})
    void keepsEveryCharacter(String message) {
        assertThat(parsed(message).path("message").asString()).isEqualTo(message);
    }

    @Test
    void replacesALoneSurrogate() {
        assertThat(parsed("a\ud83d!").path("message").asString()).isEqualTo("a\uFFFD!");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "\u0001", "\"", "é", "€", "😀"})
    void isNeverLongerThanItsBound(String unit) {
        String huge = unit.repeat(100_000);
        byte[] body = Envelope.bytes(ApiError.of(ErrorCode.INVALID_VALUE, huge, huge));
        assertThat(body).hasSizeLessThanOrEqualTo(Envelope.MAX_BYTES);
        assertThat(JSON.readTree(body).path("error").path("message").asString()).endsWith("...");
    }

    @ParameterizedTest
    @EnumSource(ErrorCode.class)
    void theCallersFaultsAreNotRetriedAndOwnOverloadIs(ErrorCode code) {
        String retry = ApiError.of(code, "x", null).responseHeaders().get("x-should-retry");
        switch (code.status()) {
            case 400, 401, 403, 404, 413, 415, 422, 502, 504 -> assertThat(retry).isEqualTo("false");
            case 503 -> assertThat(retry).isEqualTo("true");
            case 429 -> assertThat(retry).isEqualTo(code == ErrorCode.INSUFFICIENT_QUOTA ? "false" : "true");
            default -> assertThat(retry).isNull();
        }
    }

    @ParameterizedTest
    @CsvSource({"RATE_LIMIT_EXCEEDED,1,1000", "SERVER_IS_OVERLOADED,1,1000", "INSUFFICIENT_QUOTA,,", "INVALID_JSON,,"})
    void overloadSaysWhenToComeBack(ErrorCode code, String seconds, String millis) {
        Map<String, String> headers = ApiError.of(code, "x", null).responseHeaders();
        assertThat(headers.get("retry-after")).isEqualTo(seconds);
        assertThat(headers.get("retry-after-ms")).isEqualTo(millis);
    }

    @Test
    void ownHeadersWin() {
        Map<String, String> headers = ApiError.of(ErrorCode.RATE_LIMIT_EXCEEDED, "x", null)
                .withHeader("Retry-After", "7")
                .withHeader("x-should-retry", "false")
                .responseHeaders();
        assertThat(headers).containsEntry("retry-after", "7").containsEntry("x-should-retry", "false");
        assertThat(headers).doesNotContainKey("retry-after-ms");
    }

    private static String text(ApiError error) {
        return new String(Envelope.bytes(error), StandardCharsets.UTF_8);
    }

    private static JsonNode parsed(String message) {
        return JSON.readTree(Envelope.bytes(ApiError.of(ErrorCode.INVALID_VALUE, message, null)))
                .path("error");
    }
}
