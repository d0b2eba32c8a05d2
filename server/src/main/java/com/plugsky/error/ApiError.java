package com.plugsky.error;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one caller is told of one fault.
 *
 * @param message a sentence for people, without class names, keys or addresses of ours
 * @param param the member that is wrong, in the style {@code messages[1].content}, or null
 * @param status the HTTP status, mostly that of the code
 * @param headers headers of this answer alone, names in lower case, such as {@code allow}
 */
public record ApiError(
        ErrorCode code, String message, @Nullable String param, int status, Map<String, String> headers) {

    private static final String SHOULD_RETRY = "x-should-retry";

    public ApiError {
        headers = Map.copyOf(headers);
    }

    /** An error with its code's own status and no headers. */
    public static ApiError of(ErrorCode code, String message, @Nullable String param) {
        return new ApiError(code, message, param, code.status(), Map.of());
    }

    /** The same error under another status. */
    public ApiError withStatus(int other) {
        return new ApiError(code, message, param, other, headers);
    }

    /** The same error with one more header; the name is put in lower case. */
    public ApiError withHeader(String name, String value) {
        var more = new LinkedHashMap<>(headers);
        more.put(name.toLowerCase(Locale.ROOT), value);
        return new ApiError(code, message, param, status, more);
    }

    /** The same error without {@code x-should-retry}: the client's own rule decides. */
    public ApiError withoutAdvice() {
        return withHeader(SHOULD_RETRY, "");
    }

    /** The same error with a word on whether sending the request again may help, in place of that of its code. */
    public ApiError withAdvice(boolean retry) {
        return withHeader(SHOULD_RETRY, Boolean.toString(retry));
    }

    /**
     * All headers that this error's answer carries: its own, {@code x-should-retry}, and on 429 and 503 the two
     * forms of {@code retry-after}, one second unless the error says otherwise.
     */
    public Map<String, String> responseHeaders() {
        var all = new LinkedHashMap<String, String>();
        Boolean retry = code.shouldRetry();
        if (retry != null) {
            all.put(SHOULD_RETRY, retry.toString());
        }
        if ((status == 429 || status == 503) && !Boolean.FALSE.equals(retry)) {
            all.put("retry-after", "1");
            if (!headers.containsKey("retry-after")) {
                all.put("retry-after-ms", "1000");
            }
        }
        all.putAll(headers);
        all.remove(SHOULD_RETRY, "");
        return all;
    }
}
