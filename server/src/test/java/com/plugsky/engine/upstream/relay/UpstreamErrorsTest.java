package com.plugsky.engine.upstream.relay;

import static org.assertj.core.api.Assertions.assertThat;

import com.plugsky.engine.EngineFailure;
import com.plugsky.engine.EngineFailure.Kind;
import com.plugsky.engine.upstream.relay.fault.Redaction;
import com.plugsky.error.ApiError;
import com.plugsky.error.Envelope;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UpstreamErrorsTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC);

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            400 | {"error":{"message":"bad","type":"invalid_request_error","param":"n","code":"integer_below_min_value"}} | REFUSED | 400 | integer_below_min_value | n | bad
            400 | {"error":{"message":"bad","type":"BadRequestError","param":null,"code":400}} | REFUSED | 400 | invalid_value | | bad
            400 | {"object":"error","message":"bad","type":"BadRequestError","param":"temperature","code":400} | REFUSED | 400 | invalid_value | temperature | bad
            400 | {"error":{"message":"bad","code":"model_not_found"}} | REFUSED | 400 | invalid_value | | bad
            400 | {"error":{"code":400,"message":"the request exceeds the available context size","type":"exceed_context_size_error"}} | REFUSED | 400 | context_length_exceeded | | the request exceeds the available context size
            400 | {"object":"error","message":"This model's maximum context length is 8192 tokens.","code":400} | REFUSED | 400 | context_length_exceeded | | This model's maximum context length is 8192 tokens.
            500 | {"error":{"message":"no room","type":"exceed_context_size_error"}} | REFUSED | 400 | context_length_exceeded | | no room
            500 | {"error":{"message":"1 validation error: {'loc': ('body', 'top_k')}","type":"internal_server_error"}} | REFUSED | 400 | invalid_value | | 1 validation error: {'loc': ('body', 'top_k')}
            500 | {"error":{"message":"7 validation errors:\\n one"}} | REFUSED | 400 | invalid_value | | 7 validation errors: one
            500 | {"error":{"code":500,"message":"[json.exception.parse_error.101] a lone surrogate","type":"server_error"}} | REFUSED | 400 | invalid_value | | [json.exception.parse_error.101] a lone surrogate
            500 | {"error":{"message":"[json.exception.type_error.316] not UTF-8"}} | UPSTREAM | 502 | upstream_error | | The model's engine failed: [json.exception.type_error.316] not UTF-8
            500 | {"error":{"message":"no validation error"}} | UPSTREAM | 502 | upstream_error | | The model's engine failed: no validation error
            503 | {"error":{"message":"1 validation error"}} | UPSTREAM | 503 | upstream_error | | The model's engine is not available: 1 validation error
            400 | {"error":"bad"} | REFUSED | 400 | invalid_value | | bad
            400 | {"message":"bad"} | REFUSED | 400 | invalid_value | | bad
            400 | [{"error":{"message":"bad"}}] | REFUSED | 400 | invalid_value | | bad
            400 | {"detail":"bad"} | REFUSED | 400 | invalid_value | | bad
            400 | {"detail":{"error":{"message":"bad"}}} | REFUSED | 400 | invalid_value | | bad
            422 | {"detail":[{"loc":["body","messages",0,"content"],"msg":"field required","type":"missing"}]} | REFUSED | 400 | missing_required_parameter | messages[0].content | messages[0].content: field required
            422 | {"detail":[{"loc":["body","n"],"msg":"not an int","type":"int_type"}]} | REFUSED | 400 | invalid_type | n | n: not an int
            400 | just a text | REFUSED | 400 | invalid_value | | just a text
            400 | <html>bad</html> | REFUSED | 400 | invalid_value | | The model's engine refuses the request
            400 | {"error":{"mess | REFUSED | 400 | invalid_value | | The model's engine refuses the request
            400 | '' | REFUSED | 400 | invalid_value | | The model's engine refuses the request
            409 | '' | REFUSED | 400 | invalid_value | | The model's engine refuses the request
            413 | {"error":{"message":"large"}} | REFUSED | 413 | request_too_large | | large
            415 | {"error":{"message":"type"}} | REFUSED | 400 | invalid_value | | type
            418 | '' | REFUSED | 400 | invalid_value | | The model's engine refuses the request
            401 | {"error":{"message":"Incorrect key sk-123456789","code":"invalid_api_key"}} | MISCONFIGURED | 502 | upstream_error | | The model's engine refuses this gateway
            403 | secret | MISCONFIGURED | 502 | upstream_error | | The model's engine refuses this gateway
            407 | secret | MISCONFIGURED | 502 | upstream_error | | The model's engine refuses this gateway
            404 | {"error":{"message":"The model Qwen/Qwen3 does not exist"}} | MISCONFIGURED | 502 | upstream_error | | The model's engine does not know what it is asked for
            405 | '' | MISCONFIGURED | 502 | upstream_error | | The model's engine does not know what it is asked for
            408 | '' | TIMEOUT | 504 | upstream_timeout | | The model's engine took too long
            504 | <html> | TIMEOUT | 504 | upstream_timeout | | The model's engine took too long
            429 | {"error":{"message":"slow down"}} | RATE_LIMITED | 429 | rate_limit_exceeded | | The model's engine is asked too often: slow down
            429 | {"error":{"message":"pay","type":"insufficient_quota","code":"insufficient_quota"}} | RATE_LIMITED | 429 | insufficient_quota | | The model's engine has no quota left
            402 | {"error":{"message":"Insufficient Balance"}} | RATE_LIMITED | 429 | insufficient_quota | | The model's engine has no quota left
            500 | {"error":{"message":"boom at http://10.0.0.1:8000/v1"}} | UPSTREAM | 502 | upstream_error | | The model's engine failed: boom at (address)
            501 | {"error":{"message":"no tools","type":"not_supported_error"}} | UPSTREAM | 502 | upstream_error | | The model's engine failed: no tools
            502 | <html>nginx</html> | UPSTREAM | 502 | upstream_error | | The model's engine failed
            503 | {"error":{"message":"Loading model","type":"unavailable_error","code":503}} | UPSTREAM | 503 | upstream_error | | The model's engine is not available: Loading model
            529 | '' | UPSTREAM | 503 | upstream_error | | The model's engine is not available
            302 | moved | UPSTREAM | 502 | upstream_error | | The model's engine gave no answer
            204 | '' | UPSTREAM | 502 | upstream_error | | The model's engine gave no answer
            101 | '' | UPSTREAM | 502 | upstream_error | | The model's engine gave no answer
            """)
    void tellsWhatAStatusMeans(
            int status, String body, Kind kind, int told, String code, String param, String message) {
        EngineFailure failure = failure(status, Map.of(), body);
        ApiError error = failure.error();
        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(error.status()).isEqualTo(told);
        assertThat(error.code().code()).isEqualTo(code);
        assertThat(error.param()).isEqualTo(param);
        assertThat(error.message()).isEqualTo(message);
        assertThat(failure.retryAfter()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "retry-after-ms,1500,1500",
        "retry-after-ms,0.5,0",
        "retry-after,2,2000",
        "retry-after,0.25,250",
        "retry-after,-3,0",
        "retry-after,3600,60000",
        "retry-after,1e300,60000",
        "retry-after,'Thu, 01 Jan 2026 00:00:07 GMT',7000",
        "retry-after,'Thursday, 01-Jan-26 00:00:07 GMT',7000",
        "retry-after,'Thu Jan  1 00:00:07 2026',7000",
        "retry-after,'Thu, 01 Jan 2026 00:00:07 CET',",
        "retry-after,'Thu, 01 Jan 2026 01:00:00 GMT',60000",
        "retry-after,'Wed, 31 Dec 2025 00:00:00 GMT',0",
        "retry-after,soon,",
        "retry-after,NaN,",
        "retry-after,'',",
        "x,1,"
    })
    void readsWhenToComeBack(String header, String value, Long millis) {
        for (int status : new int[] {429, 503, 529}) {
            EngineFailure failure = failure(status, Map.of(header, value), "");
            assertThat(failure.retryAfter()).isEqualTo(millis == null ? null : Duration.ofMillis(millis));
        }
        assertThat(failure(500, Map.of(header, value), "").retryAfter()).isNull();
    }

    @Test
    void takesADateByTheUpstreamsOwnClock() {
        Map<String, String> headers =
                Map.of("retry-after", "Thu, 01 Jan 2026 05:00:07 GMT", "date", "Thu, 01 Jan 2026 05:00:00 GMT");
        assertThat(failure(429, headers, "").retryAfter()).isEqualTo(Duration.ofSeconds(7));
    }

    @Test
    void prefersMillisecondsAndTellsTheCallerBoth() {
        EngineFailure failure = failure(429, Map.of("retry-after", "9", "retry-after-ms", "1200"), "");
        assertThat(failure.retryAfter()).isEqualTo(Duration.ofMillis(1200));
        assertThat(failure.error().responseHeaders())
                .containsEntry("retry-after", "2")
                .containsEntry("retry-after-ms", "1200");
    }

    @Test
    void isNeverLongerThanAnEnvelopeWhateverTheBody() {
        var random = new Random(2);
        for (int i = 0; i < 2_000; i++) {
            byte[] body = new byte[random.nextInt(UpstreamErrors.MAX_BODY_BYTES)];
            random.nextBytes(body);
            byte[] start = "{\"error\":{\"message\":\"".getBytes(StandardCharsets.UTF_8);
            if (body.length > start.length && random.nextBoolean()) {
                System.arraycopy(start, 0, body, 0, start.length);
            }
            EngineFailure failure =
                    UpstreamErrors.of(400 + random.nextInt(200), Map.of(), body, Redaction.PLAIN, CLOCK);
            assertThat(Envelope.bytes(failure.error()).length).isLessThanOrEqualTo(Envelope.MAX_BYTES);
        }
    }

    private static EngineFailure failure(int status, Map<String, String> headers, String body) {
        return UpstreamErrors.of(status, headers, body.getBytes(StandardCharsets.UTF_8), Redaction.PLAIN, CLOCK);
    }
}
