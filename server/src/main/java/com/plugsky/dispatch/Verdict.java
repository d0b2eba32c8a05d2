package com.plugsky.dispatch;

import com.plugsky.engine.EngineFailure;
import com.plugsky.error.ApiError;
import com.plugsky.error.ErrorCode;
import org.jspecify.annotations.Nullable;

/**
 * What the caller is told after several failures: the most telling one.
 *
 * <p>In this order: a refusal of the request, a rate limit (the one that ends first), a timeout, a failure of the
 * upstream, one that refuses us, no connection, a bound of ours; of equals the last.
 */
final class Verdict {

    private @Nullable EngineFailure told;

    void note(EngineFailure failure) {
        if (told == null
                || weighs(failure) < weighs(told)
                || (failure.kind() == told.kind() && !sooner(told, failure))) {
            told = failure;
        }
    }

    /** The failure to throw; {@code asked}: whether an upstream was asked at all, so that the caller need not ask again at once. */
    EngineFailure failure(boolean asked) {
        EngineFailure failure = told == null ? nobody() : told;
        return asked ? advised(failure) : failure;
    }

    /** Repeating what the gateway has repeated already does not help; when a rate limit ends is the client's to weigh. */
    static EngineFailure advised(EngineFailure failure) {
        ApiError error = failure.error();
        boolean ours = error.status() >= 502 && error.status() <= 504;
        if (ours && !error.headers().containsKey("x-should-retry")) {
            return with(failure, error.withAdvice(false));
        }
        boolean limited =
                error.status() == 429 && Boolean.TRUE.equals(error.code().shouldRetry());
        return limited ? with(failure, error.withoutAdvice()) : failure;
    }

    private static EngineFailure with(EngineFailure failure, ApiError error) {
        return new EngineFailure(failure.kind(), error, failure.retryAfter());
    }

    private static boolean sooner(EngineFailure one, EngineFailure other) {
        if (one.kind() != EngineFailure.Kind.RATE_LIMITED || one.retryAfter() == null) {
            return false;
        }
        return other.retryAfter() == null || one.retryAfter().compareTo(other.retryAfter()) < 0;
    }

    private static int weighs(EngineFailure failure) {
        return switch (failure.kind()) {
            case REFUSED -> 0;
            case RATE_LIMITED -> 1;
            case TIMEOUT, EXPIRED -> 2;
            case UPSTREAM -> 3;
            case MISCONFIGURED -> 4;
            case CONNECT -> 5;
            case CAPACITY -> 6;
        };
    }

    private static EngineFailure nobody() {
        return new EngineFailure(
                EngineFailure.Kind.CAPACITY,
                ApiError.of(ErrorCode.SERVER_IS_OVERLOADED, "No provider of this model can be asked now.", null));
    }
}
