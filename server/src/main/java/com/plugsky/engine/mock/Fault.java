package com.plugsky.engine.mock;

import com.plugsky.engine.EngineFailure;
import com.plugsky.engine.RawSink;
import java.io.IOException;

/**
 * One way to misbehave: what a caller gets who asked for events, and what one who asked for JSON.
 *
 * <p>A fault whose answer is an error, or does not end, ends with an {@link EngineFailure} of the kind that nobody tries
 * again, so that the request log says so.
 */
interface Fault {

    /** @throws IOException the caller left before the fault was complete */
    void stream(RightAnswer answer, RawSink caller) throws IOException, EngineFailure;

    /** @throws IOException the caller left before the fault was complete */
    void json(RightAnswer answer, RawSink caller) throws IOException, EngineFailure;
}
