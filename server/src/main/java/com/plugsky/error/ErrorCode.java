package com.plugsky.error;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A fault that a caller can be told of: its stable code on the wire, its HTTP status, its type, and whether a client should try again.
 *
 * <p>The names are those of the contract's schema {@code ErrorCode}, in upper case; a test holds the two lists equal.
 */
public enum ErrorCode {
    MALFORMED_REQUEST(400),
    INVALID_JSON(400),
    INVALID_TYPE(400),
    INVALID_VALUE(400),
    MISSING_REQUIRED_PARAMETER(400),
    UNKNOWN_PARAMETER(400),
    UNSUPPORTED_PARAMETER(400),
    UNSUPPORTED_VALUE(400),
    INTEGER_BELOW_MIN_VALUE(400),
    INTEGER_ABOVE_MAX_VALUE(400),
    DECIMAL_BELOW_MIN_VALUE(400),
    DECIMAL_ABOVE_MAX_VALUE(400),
    STRING_BELOW_MIN_LENGTH(400),
    STRING_ABOVE_MAX_LENGTH(400),
    EMPTY_ARRAY(400),
    ARRAY_BELOW_MIN_LENGTH(400),
    ARRAY_ABOVE_MAX_LENGTH(400),
    OBJECT_ABOVE_MAX_PROPERTIES(400),
    INVALID_FUNCTION_PARAMETERS(400),
    INVALID_JSON_SCHEMA(400),
    INVALID_IMAGE(400),
    CONTEXT_LENGTH_EXCEEDED(400),

    INVALID_API_KEY(401),

    INSUFFICIENT_PERMISSIONS(403),
    MODEL_NOT_AVAILABLE(403),
    INVALID_HOST(403),

    MODEL_NOT_FOUND(404),
    UNKNOWN_URL(404),

    METHOD_NOT_ALLOWED(405),
    REQUEST_TOO_LARGE(413),
    UNSUPPORTED_CONTENT_TYPE(415),
    UNSUPPORTED_CONTENT_ENCODING(415),
    UNSUPPORTED_EXPECTATION(417),
    IDEMPOTENCY_KEY_REUSED(422),

    RATE_LIMIT_EXCEEDED(429, "requests", true),
    SLOW_DOWN(429, "rate_limit_error", true),
    INSUFFICIENT_QUOTA(429, "insufficient_quota", false),

    SERVER_ERROR(500, Types.SERVER, null),
    NOT_IMPLEMENTED(501),
    UNSUPPORTED_HTTP_VERSION(505),
    UPSTREAM_ERROR(502, Types.SERVER, false),
    SERVER_IS_OVERLOADED(503, Types.UNAVAILABLE, true),
    SERVER_IS_STOPPING(503, Types.UNAVAILABLE, true),
    UPSTREAM_TIMEOUT(504, Types.SERVER, false);

    private final int status;
    private final String type;
    private final @Nullable Boolean shouldRetry;
    private final String code;

    /** The caller's own fault: sending the same again cannot help. */
    ErrorCode(int status) {
        this(status, "invalid_request_error", Types.retryOf(status));
    }

    ErrorCode(int status, String type, @Nullable Boolean shouldRetry) {
        this.status = status;
        this.type = type;
        this.shouldRetry = shouldRetry;
        this.code = name().toLowerCase(Locale.ROOT);
    }

    /** The HTTP status that this fault has unless the error says another. */
    public int status() {
        return status;
    }

    /** The envelope's {@code type}. */
    public String type() {
        return type;
    }

    /** The envelope's {@code code}. */
    public String code() {
        return code;
    }

    /** The value of {@code x-should-retry}; null leaves the header out, and the client's own rule decides. */
    public @Nullable Boolean shouldRetry() {
        return shouldRetry;
    }

    private static final class Types {
        private static final String SERVER = "server_error";
        private static final String UNAVAILABLE = "service_unavailable_error";

        private static @Nullable Boolean retryOf(int status) {
            return switch (status) {
                case 405, 417, 501, 505 -> null;
                default -> false;
            };
        }
    }
}
