package com.plugsky.engine.upstream.net;

import com.plugsky.engine.EngineFailure;
import com.plugsky.error.ApiError;
import com.plugsky.error.ErrorCode;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;

/** Faults of the way to an upstream in a caller's words: which fault, and never where. */
final class Faults {

    private Faults() {}

    /** There is no connection. */
    static EngineFailure connect(IOException cause) {
        return connect(
                switch (cause) {
                    case UnknownHostException ignored -> "The upstream's name cannot be resolved";
                    case ConnectException ignored -> "The upstream refuses connections";
                    case SSLException ignored -> "The upstream's certificate or its TLS is not to be trusted";
                    default -> "The upstream cannot be reached";
                });
    }

    /** There is no connection, for a reason of its own. */
    static EngineFailure connect(String message) {
        return new EngineFailure(EngineFailure.Kind.CONNECT, ApiError.of(ErrorCode.UPSTREAM_ERROR, message, null));
    }

    /** There is a connection, and no answer that could be used came out of it. */
    static EngineFailure answer(String message) {
        return new EngineFailure(EngineFailure.Kind.UPSTREAM, ApiError.of(ErrorCode.UPSTREAM_ERROR, message, null));
    }

    /** The upstream has as much to do as it may have. */
    static EngineFailure capacity() {
        return new EngineFailure(
                EngineFailure.Kind.CAPACITY,
                ApiError.of(ErrorCode.SERVER_IS_OVERLOADED, "The upstream has no place for another request", null));
    }
}
