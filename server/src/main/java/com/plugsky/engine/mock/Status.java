package com.plugsky.engine.mock;

import com.plugsky.engine.EngineFailure;
import com.plugsky.engine.RawSink;
import com.plugsky.error.ApiError;
import com.plugsky.error.Envelope;
import com.plugsky.error.ErrorCode;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * {@code mock/status-NNN}: an error of this status in our envelope, with the headers that this server sends with it.
 *
 * <p>The code is the first of that status that this server has. A status that it has no code for says nothing of whether to
 * try again, so that the client's own rule is seen.
 */
record Status(int status) implements Fault {

    @Override
    public void stream(RightAnswer answer, RawSink caller) throws IOException, EngineFailure {
        json(answer, caller);
    }

    @Override
    public void json(RightAnswer answer, RawSink caller) throws IOException, EngineFailure {
        ApiError error = error(answer.model());
        byte[] body = Envelope.bytes(error);
        Map<String, String> headers = headers(error);
        headers.put("content-type", "application/json");
        headers.put("content-length", Integer.toString(body.length));
        caller.begin(status, headers);
        caller.bytes(body, 0, body.length);
        throw new EngineFailure(EngineFailure.Kind.REFUSED, error);
    }

    private ApiError error(String model) {
        String message = "The model " + model + " answers with this status on purpose.";
        return ApiError.of(code(), message, null).withStatus(status);
    }

    private ErrorCode code() {
        return Arrays.stream(ErrorCode.values())
                .filter(code -> code.status() == status && code != ErrorCode.IDEMPOTENCY_KEY_REUSED) // no key was sent
                .findFirst()
                .orElse(status < 500 ? ErrorCode.MALFORMED_REQUEST : ErrorCode.SERVER_ERROR);
    }

    private Map<String, String> headers(ApiError error) {
        Map<String, String> headers = new LinkedHashMap<>(error.responseHeaders());
        if (error.code().status() != status) {
            headers.remove("x-should-retry");
        }
        switch (status) {
            case 401 -> headers.put("www-authenticate", "Bearer");
            case 405 -> headers.put("allow", "POST, OPTIONS");
            default -> {} // no other status demands a header
        }
        return headers;
    }
}
