package com.plugsky.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import com.plugsky.engine.EngineFailure;
import com.plugsky.engine.EngineFailure.Kind;
import com.plugsky.error.ApiError;
import com.plugsky.error.ErrorCode;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerdictTest {

    @ParameterizedTest
    @CsvSource({
        "CONNECT CAPACITY, CONNECT",
        "CONNECT MISCONFIGURED, MISCONFIGURED",
        "UPSTREAM MISCONFIGURED, UPSTREAM",
        "TIMEOUT UPSTREAM CONNECT, TIMEOUT",
        "EXPIRED UPSTREAM, EXPIRED",
        "TIMEOUT RATE_LIMITED UPSTREAM, RATE_LIMITED",
        "RATE_LIMITED REFUSED, REFUSED",
        "'', CAPACITY",
    })
    void tellsTheMostTellingFailure(String kinds, Kind told) {
        var verdict = new Verdict();
        for (String kind : kinds.isEmpty() ? new String[0] : kinds.split(" ")) {
            verdict.note(Lab.failure(Kind.valueOf(kind), null));
        }

        assertThat(verdict.failure(false).kind()).isEqualTo(told);
    }

    @Test
    void tellsOfTheRateLimitThatEndsFirst() {
        var verdict = new Verdict();
        for (int seconds : new int[] {9, 5, 7}) {
            verdict.note(Lab.failure(Kind.RATE_LIMITED, Duration.ofSeconds(seconds)));
        }
        verdict.note(Lab.failure(Kind.RATE_LIMITED, null));

        assertThat(verdict.failure(true).retryAfter()).isEqualTo(Duration.ofSeconds(5));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                // code, status, was an upstream asked, x-should-retry
                "UPSTREAM_ERROR,       502, true,  false",
                "UPSTREAM_ERROR,       503, true,  false",
                "UPSTREAM_TIMEOUT,     504, true,  false",
                "SERVER_IS_OVERLOADED, 503, true,  false",
                "SERVER_IS_OVERLOADED, 503, false, true",
                "RATE_LIMIT_EXCEEDED,  429, true,  -",
                "INSUFFICIENT_QUOTA,   429, true,  false",
                "SLOW_DOWN,            429, false, true",
                "INVALID_VALUE,        400, true,  false",
            })
    void saysWhetherAskingAgainHelps(ErrorCode code, int status, boolean asked, String retry) {
        var verdict = new Verdict();
        verdict.note(new EngineFailure(
                Kind.UPSTREAM, ApiError.of(code, "failed", null).withStatus(status)));

        assertThat(verdict.failure(asked).error().responseHeaders().get("x-should-retry"))
                .isEqualTo(retry);
    }
}
