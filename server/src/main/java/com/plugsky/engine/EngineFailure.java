package com.plugsky.engine;

import com.plugsky.error.ApiError;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** An engine's failure to answer: what kind it is of, what the caller would be told, and when to come back. */
public final class EngineFailure extends Exception {

    private static final long serialVersionUID = 1L;

    /** What went wrong, as far as a retry is concerned. */
    public enum Kind {
        /** No connection; nothing has been asked yet. */
        CONNECT,
        /** No answer in time. */
        TIMEOUT,
        /** The answer came and came, but the time for the whole of it was over. */
        EXPIRED,
        /** The engine asks to come back later. */
        RATE_LIMITED,
        /** The engine failed or answered nonsense. */
        UPSTREAM,
        /** The engine refuses us or does not know the model: asking it again will not help, another one may. */
        MISCONFIGURED,
        /** The engine understood the request and refuses it; asking again will not help. */
        REFUSED,
        /** A bound of our own is reached; nothing has been asked. */
        CAPACITY
    }

    private final Kind kind;
    private final transient ApiError error;
    private final @Nullable Duration retryAfter;

    public EngineFailure(Kind kind, ApiError error, @Nullable Duration retryAfter) {
        super(error.message(), null, false, false);
        this.kind = kind;
        this.error = error;
        this.retryAfter = retryAfter;
    }

    public EngineFailure(Kind kind, ApiError error) {
        this(kind, error, null);
    }

    public Kind kind() {
        return kind;
    }

    /** What the caller is told if nobody else answers. */
    public ApiError error() {
        return error;
    }

    /** How long the engine asked to be left alone; null if it did not say. */
    public @Nullable Duration retryAfter() {
        return retryAfter;
    }
}
