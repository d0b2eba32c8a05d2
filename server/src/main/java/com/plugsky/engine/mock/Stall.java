package com.plugsky.engine.mock;

import com.plugsky.engine.EngineFailure;
import com.plugsky.engine.RawSink;
import com.plugsky.error.ApiError;
import com.plugsky.error.ErrorCode;
import java.io.IOException;
import java.time.Duration;

/** {@code mock/stall}: nothing, until the caller leaves; at the deadline the failure of an upstream that was too slow. */
record Stall(Duration deadline) implements Fault {

    @Override
    public void stream(RightAnswer answer, RawSink caller) throws IOException, EngineFailure {
        json(answer, caller);
    }

    @Override
    public void json(RightAnswer answer, RawSink caller) throws IOException, EngineFailure {
        new Wait(caller).atMost(deadline);
        String message = "The model did not answer in " + deadline.toSeconds() + " s.";
        throw new EngineFailure(EngineFailure.Kind.TIMEOUT, ApiError.of(ErrorCode.UPSTREAM_TIMEOUT, message, null));
    }
}
