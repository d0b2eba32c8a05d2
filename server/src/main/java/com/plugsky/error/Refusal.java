package com.plugsky.error;

import org.jspecify.annotations.Nullable;

/**
 * The end of a request that is refused, thrown wherever the fault is found and before anything was written.
 *
 * <p>It is an answer, not an accident: it has no stack trace, so that a refused request costs no more than an accepted one.
 */
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient ApiError error;

    public Refusal(ApiError error) {
        super(error.message(), null, false, false);
        this.error = error;
    }

    /** A refusal with its code's own status and no headers. */
    public static Refusal of(ErrorCode code, String message, @Nullable String param) {
        return new Refusal(ApiError.of(code, message, param));
    }

    /** What the caller is told. */
    public ApiError error() {
        return error;
    }
}
