package com.plugsky.engine.upstream.relay;

import com.plugsky.engine.EngineFailure;
import com.plugsky.engine.EngineFailure.Kind;
import com.plugsky.engine.upstream.relay.fault.ErrorBody;
import com.plugsky.engine.upstream.relay.fault.Redaction;
import com.plugsky.engine.upstream.relay.fault.RetryAfter;
import com.plugsky.error.ApiError;
import com.plugsky.error.ErrorCode;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What an upstream's answer that is no completion means to us, and what of it the caller may read. */
public final class UpstreamErrors {

    /** How much of an error's body is read. */
    public static final int MAX_BODY_BYTES = 64 * 1024;

    /** A caller's mistake behind status 500, as llama-cpp-python's server and llama-server word it: to ask again would help nobody. */
    private static final Pattern CALLERS_MISTAKE =
            Pattern.compile("(\\d{1,4} validation errors?\\b|\\[json\\.exception\\.parse_error\\b).*", Pattern.DOTALL);

    private UpstreamErrors() {}

    /**
     * The failure of a status other than 2xx.
     *
     * @param headers names in lower case
     * @param body its first {@link #MAX_BODY_BYTES} bytes, of any type
     */
    public static EngineFailure of(int status, Map<String, String> headers, byte[] body, Redaction redaction) {
        return of(status, headers, body, redaction, Clock.systemUTC());
    }

    /** The same at a time of the clock's. */
    public static EngineFailure of(
            int status, Map<String, String> headers, byte[] body, Redaction redaction, Clock clock) {
        ErrorBody said = ErrorBody.read(body);
        boolean refusal = isRefusal(status) ? isContext(said) : status == 500 && isCallers(said);
        if (refusal) {
            return refused(400, said, redaction);
        }
        return switch (status) {
            case 401, 403, 407 ->
                failure(Kind.MISCONFIGURED, ErrorCode.UPSTREAM_ERROR, "The model's engine refuses this gateway");
            case 404, 405, 421 ->
                failure(
                        Kind.MISCONFIGURED,
                        ErrorCode.UPSTREAM_ERROR,
                        "The model's engine does not know what it is asked for");
            case 408, 504 ->
                failure(
                        Kind.TIMEOUT,
                        ErrorCode.UPSTREAM_TIMEOUT,
                        "The model's engine took too long" + reason(said, redaction));
            case 402, 429 -> limited(status, said, redaction, RetryAfter.read(headers, clock));
            case 503, 529 -> unavailable(said, redaction, RetryAfter.read(headers, clock));
            default -> {
                if (isRefusal(status)) {
                    yield refused(status, said, redaction);
                }
                String what = status >= 500 ? "The model's engine failed" : "The model's engine gave no answer";
                yield failure(
                        Kind.UPSTREAM, ErrorCode.UPSTREAM_ERROR, what + (status >= 500 ? reason(said, redaction) : ""));
            }
        };
    }

    /** The failure that an event reports after a status of success. */
    public static EngineFailure inStream(byte[] json, Redaction redaction) {
        ErrorBody said = ErrorBody.read(Arrays.copyOf(json, Math.min(json.length, MAX_BODY_BYTES)));
        if (isContext(said) || said.status() == 400 || said.status() == 413 || said.status() == 422) {
            return refused(400, said, redaction);
        }
        return failure(Kind.UPSTREAM, ErrorCode.UPSTREAM_ERROR, "The model's engine failed" + reason(said, redaction));
    }

    /** The failure of a whole answer, or of its beginning, where a stream was asked for: most often it is an error. */
    public static EngineFailure whole(byte[] body, Redaction redaction) {
        return ErrorBody.read(body).speaks()
                ? inStream(body, redaction)
                : failure(
                        Kind.UPSTREAM,
                        ErrorCode.UPSTREAM_ERROR,
                        "The upstream answered a request for a stream with a whole answer");
    }

    /** The failure of an event, or of a whole answer, that is none: perhaps an error that does not call itself one. */
    public static EngineFailure noChunk(byte[] text, int from, int to, Redaction redaction) {
        ErrorBody said = ErrorBody.read(Arrays.copyOfRange(text, from, Math.min(to, from + MAX_BODY_BYTES)));
        boolean error = text[from] == '{' && said.speaks();
        return error ? inStream(Arrays.copyOfRange(text, from, to), redaction) : broken("an answer that is none");
    }

    /** The failure of an answer that cannot be put right, or must not be. */
    public static EngineFailure broken(String what) {
        return failure(Kind.UPSTREAM, ErrorCode.UPSTREAM_ERROR, "The upstream broke the contract: " + what);
    }

    /** The failure of a stream that ended too early. */
    static EngineFailure cut(boolean begun) {
        String when = begun ? "before its answer was whole" : "without an answer";
        return failure(Kind.UPSTREAM, ErrorCode.UPSTREAM_ERROR, "The upstream ended its stream " + when);
    }

    private static boolean isRefusal(int status) {
        return status >= 400 && status < 500;
    }

    private static EngineFailure refused(int status, ErrorBody said, Redaction redaction) {
        ErrorCode code = code(status, said);
        String message = redaction.of(said.message());
        String told = message.isEmpty() ? "The model's engine refuses the request" : message;
        String param = said.param() == null ? null : redaction.of(said.param());
        return new EngineFailure(Kind.REFUSED, ApiError.of(code, told, param).withStatus(status == 413 ? 413 : 400));
    }

    private static ErrorCode code(int status, ErrorBody said) {
        if (isContext(said)) {
            return ErrorCode.CONTEXT_LENGTH_EXCEEDED;
        }
        for (ErrorCode code : ErrorCode.values()) {
            if (code.status() == 400 && code.code().equals(said.code())) {
                return code;
            }
        }
        if (status == 413) {
            return ErrorCode.REQUEST_TOO_LARGE;
        }
        String type = said.type() == null ? "" : said.type();
        if (type.equals("missing")) {
            return ErrorCode.MISSING_REQUIRED_PARAMETER;
        }
        return type.endsWith("_type") || type.startsWith("type_error")
                ? ErrorCode.INVALID_TYPE
                : ErrorCode.INVALID_VALUE;
    }

    /** Whether a failure that the engine calls its own is the caller's mistake. */
    private static boolean isCallers(ErrorBody said) {
        return isContext(said) || CALLERS_MISTAKE.matcher(said.message()).matches();
    }

    private static boolean isContext(ErrorBody said) {
        if ("context_length_exceeded".equals(said.code()) || "exceed_context_size_error".equals(said.type())) {
            return true;
        }
        String text = said.message().toLowerCase(Locale.ROOT);
        return text.contains("maximum context length")
                || text.contains("exceeds the available context size")
                || text.contains("context length exceeded");
    }

    private static EngineFailure limited(
            int status, ErrorBody said, Redaction redaction, @Nullable Duration retryAfter) {
        boolean quota = status == 402
                || "insufficient_quota".equals(said.code())
                || "insufficient_quota".equals(said.type())
                || "credit_balance_exhausted".equals(said.code());
        ErrorCode code = quota ? ErrorCode.INSUFFICIENT_QUOTA : ErrorCode.RATE_LIMIT_EXCEEDED;
        String what = quota ? "The model's engine has no quota left" : "The model's engine is asked too often";
        ApiError error = ApiError.of(code, what + (quota ? "" : reason(said, redaction)), null);
        return new EngineFailure(Kind.RATE_LIMITED, retryAfter(error, retryAfter), retryAfter);
    }

    private static EngineFailure unavailable(ErrorBody said, Redaction redaction, @Nullable Duration retryAfter) {
        ApiError error = ApiError.of(
                        ErrorCode.UPSTREAM_ERROR, "The model's engine is not available" + reason(said, redaction), null)
                .withStatus(503);
        return new EngineFailure(Kind.UPSTREAM, retryAfter(error, retryAfter), retryAfter);
    }

    private static ApiError retryAfter(ApiError error, @Nullable Duration after) {
        if (after == null) {
            return error;
        }
        long millis = after.toMillis();
        return error.withHeader("retry-after", Long.toString(Math.max(1, (millis + 999) / 1000)))
                .withHeader("retry-after-ms", Long.toString(millis));
    }

    private static EngineFailure failure(Kind kind, ErrorCode code, String message) {
        return new EngineFailure(kind, ApiError.of(code, message, null));
    }

    private static String reason(ErrorBody said, Redaction redaction) {
        String text = redaction.of(said.message());
        return text.isEmpty() ? "" : ": " + text;
    }
}
