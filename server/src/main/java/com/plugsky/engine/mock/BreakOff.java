package com.plugsky.engine.mock;

import com.plugsky.engine.EngineFailure;
import com.plugsky.engine.RawSink;
import com.plugsky.error.ApiError;
import com.plugsky.error.ErrorCode;
import java.io.IOException;
import java.time.Duration;

/** {@code mock/cut-after-N} and {@code mock/reset}: an answer whose connection ends before it does. */
final class BreakOff implements Fault {

    private static final int CHUNKS_BEFORE_A_RESET = 3;

    private final int chunks;
    private final Duration pause;
    private final boolean reset;

    private BreakOff(int chunks, Duration pause, boolean reset) {
        this.chunks = chunks;
        this.pause = pause;
        this.reset = reset;
    }

    /** Closes after this many chunks; of JSON, after half of the body. */
    static BreakOff cutAfter(int chunks) {
        return new BreakOff(chunks, Duration.ZERO, false);
    }

    /** Resets after three chunks; of JSON, before the body. The pause lets a caller read before a reset eats what came. */
    static BreakOff reset(Duration pause) {
        return new BreakOff(CHUNKS_BEFORE_A_RESET, pause, true);
    }

    @Override
    public void stream(RightAnswer answer, RawSink caller) throws IOException, EngineFailure {
        for (String event : answer.inPieces(chunks).events().subList(0, chunks)) {
            Written.event(caller, event);
        }
        end(caller);
    }

    @Override
    public void json(RightAnswer answer, RawSink caller) throws IOException, EngineFailure {
        byte[] body = Written.bytes(answer.json());
        Written.begin(caller, Written.JSON, body.length);
        if (!reset) {
            caller.bytes(body, 0, body.length / 2);
        }
        end(caller);
    }

    private void end(RawSink caller) throws IOException, EngineFailure {
        if (reset) {
            new Wait(caller).atMost(pause);
            caller.reset();
        } else {
            caller.hangUp();
        }
        throw new EngineFailure(
                EngineFailure.Kind.REFUSED,
                ApiError.of(ErrorCode.SERVER_ERROR, "The connection was broken off on purpose.", null));
    }
}
