package com.plugsky.chat;

import com.plugsky.engine.EngineFailure;
import com.plugsky.engine.Sink;
import java.io.IOException;

/**
 * The body of a chat operation's response: an answer that writes itself, as JSON or as events.
 *
 * <p>It is written once, on the request's thread, inside the scope of {@link ChatContext#CURRENT}.
 */
public interface Answer {

    /**
     * Writes the whole answer.
     *
     * @throws IOException the caller cannot be written to any more
     * @throws EngineFailure nobody could answer; before the first chunk it becomes a status, after it an error event
     */
    void write(Sink sink) throws IOException, EngineFailure;
}
