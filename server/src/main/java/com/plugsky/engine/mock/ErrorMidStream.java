package com.plugsky.engine.mock;

import com.plugsky.engine.EngineFailure;
import com.plugsky.engine.RawSink;
import com.plugsky.error.ApiError;
import com.plugsky.error.Envelope;
import com.plugsky.error.ErrorCode;
import java.io.IOException;

/**
 * {@code mock/error-mid-stream}: some chunks, then an error event as the last one. As JSON the error stands where the
 * completion should, under the status 200 that had left before.
 */
record ErrorMidStream() implements Fault {

    private static final int CHUNKS = 3;

    private static final ApiError ERROR =
            ApiError.of(ErrorCode.UPSTREAM_ERROR, "The answer failed after it had begun, on purpose.", null);

    @Override
    public void stream(RightAnswer answer, RawSink caller) throws IOException, EngineFailure {
        for (String event : answer.events().subList(0, CHUNKS)) {
            Written.event(caller, event);
        }
        throw new EngineFailure(EngineFailure.Kind.UPSTREAM, ERROR); // which becomes the event, as that of any engine
    }

    @Override
    public void json(RightAnswer answer, RawSink caller) throws IOException, EngineFailure {
        caller.json(Envelope.bytes(ERROR));
        throw new EngineFailure(EngineFailure.Kind.UPSTREAM, ERROR);
    }
}
