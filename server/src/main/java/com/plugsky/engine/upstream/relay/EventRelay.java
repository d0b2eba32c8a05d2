package com.plugsky.engine.upstream.relay;

import com.plugsky.engine.EngineFailure;
import com.plugsky.engine.Sink;
import com.plugsky.engine.Usage;
import java.io.IOException;
import java.util.Set;

/**
 * A stream of events on its way to the caller: one {@link #feed} for each read of the upstream, which is at most one write.
 *
 * <p>After the last read comes {@link #end}. Not for use by several threads.
 */
public final class EventRelay {

    public EventRelay(Relaying how, Sink sink) {
        throw new UnsupportedOperationException();
    }

    /**
     * Takes what one read brought, and hands the events that it completes on.
     *
     * @throws EngineFailure the upstream reports an error, or breaks the contract beyond repair; what came before it has been handed on
     * @throws IOException the caller cannot be written to any more
     */
    public void feed(byte[] bytes, int offset, int length) throws EngineFailure, IOException {
        throw new UnsupportedOperationException();
    }

    /** Whether the first chunk has been handed on; comments are no chunks. */
    public boolean started() {
        throw new UnsupportedOperationException();
    }

    /** Whether the caller has been sent {@code data: [DONE]}: the upstream need not be read any further. */
    public boolean done() {
        throw new UnsupportedOperationException();
    }

    /**
     * Says that the upstream sends no more.
     *
     * @return the usage as the upstream counted it; {@link Usage#NONE} if it did not
     * @throws EngineFailure the stream was cut
     */
    public Usage end() throws EngineFailure, IOException {
        throw new UnsupportedOperationException();
    }

    /** Names of what was repaired, sorted, for the log. */
    public Set<String> repairs() {
        throw new UnsupportedOperationException();
    }
}
