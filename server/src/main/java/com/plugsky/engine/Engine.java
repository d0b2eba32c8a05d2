package com.plugsky.engine;

import com.plugsky.routing.Candidate;
import java.io.IOException;

/**
 * Something that answers chat requests: the embedded engine, a mock, an upstream server.
 *
 * <p>It blocks the request's thread until the answer is written. What the caller asked wrongly of a model (an image of
 * a model that reads text only, a schema that nothing satisfies) is a {@link com.plugsky.error.Refusal}, thrown before
 * the first call of the sink. Safe for use by many threads.
 */
public interface Engine {

    /**
     * Answers one request.
     *
     * @throws IOException the caller cannot be written to any more
     * @throws EngineFailure the engine could not answer; whether that is retried is not its decision
     */
    void run(ChatRequest request, Candidate candidate, Sink sink) throws IOException, EngineFailure;
}
