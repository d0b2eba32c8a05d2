package com.plugsky.error;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApiErrorTest {

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                // code, what is said of repeating, the headers that say it
                "SLOW_DOWN,            its code's, true,  1",
                "SLOW_DOWN,            nothing,    -,     1",
                "SLOW_DOWN,            no,         false, 1",
                "SERVER_IS_OVERLOADED, no,         false, 1",
                "UPSTREAM_ERROR,       its code's, false, -",
                "UPSTREAM_ERROR,       yes,        true,  -",
                "SERVER_ERROR,         its code's, -,     -",
            })
    void saysWhetherAndWhenToRepeat(ErrorCode code, String said, String shouldRetry, String retryAfter) {
        ApiError error = ApiError.of(code, "failed", null);
        ApiError told = switch (said) {
            case "yes" -> error.withAdvice(true);
            case "no" -> error.withAdvice(false);
            case "nothing" -> error.withoutAdvice();
            default -> error;
        };

        assertThat(told.responseHeaders().get("x-should-retry")).isEqualTo(shouldRetry);
        assertThat(told.responseHeaders().get("retry-after")).isEqualTo(retryAfter);
    }
}
