package com.plugsky.front;

import com.plugsky.error.ApiError;
import com.plugsky.error.ErrorCode;

/** What the statuses mean that HTTP itself, Tomcat or Spring answer with. */
final class HttpFaults {

    private HttpFaults() {}

    /** The error to a bare status: what a caller is told if no more is known. */
    static ApiError of(int status) {
        ApiError error = switch (status) {
            case 404 -> ApiError.of(ErrorCode.UNKNOWN_URL, "Unknown path", null);
            case 405 -> ApiError.of(ErrorCode.METHOD_NOT_ALLOWED, "This method is not allowed here", null);
            case 408 -> ApiError.of(ErrorCode.MALFORMED_REQUEST, "The request did not come in time", null);
            case 413 -> ApiError.of(ErrorCode.REQUEST_TOO_LARGE, "The request is too large", null);
            case 415 ->
                ApiError.of(
                        ErrorCode.UNSUPPORTED_CONTENT_TYPE, "Unknown media type (expected: application/json)", null);
            case 417 ->
                ApiError.of(ErrorCode.UNSUPPORTED_EXPECTATION, "Unknown expectation (expected: 100-continue)", null);
            case 501 ->
                ApiError.of(ErrorCode.NOT_IMPLEMENTED, "The server cannot do what the request's head asks for", null);
            case 503 -> ApiError.of(ErrorCode.SERVER_IS_OVERLOADED, "The server takes no requests at the moment", null);
            case 505 ->
                ApiError.of(ErrorCode.UNSUPPORTED_HTTP_VERSION, "Unknown HTTP version (expected: HTTP/1.1)", null);
            default ->
                status < 500
                        ? ApiError.of(ErrorCode.MALFORMED_REQUEST, "The request is not valid HTTP", null)
                        : serverError();
        };
        return error.withStatus(status);
    }

    /** A fault of our own; what it was stands in the log, under the request's id. */
    static ApiError serverError() {
        return ApiError.of(
                ErrorCode.SERVER_ERROR, "The server had an error; name the x-request-id when you report it", null);
    }
}
