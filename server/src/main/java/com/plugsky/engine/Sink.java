package com.plugsky.engine;

import java.io.IOException;
import java.util.Map;
import java.util.Set;

/**
 * The caller's side of one answer, as an engine sees it.
 *
 * <p>Order of calls, all from the request's thread: {@link #head} at most once and first; then either {@link #json}
 * once or {@link #event} any number of times; then {@link #end}. A slow write is the back-pressure. Only {@link #gone}
 * and {@link #onGone} may be called from other threads.
 */
public interface Sink {

    /** Adds headers to the response; without effect on the status. */
    void head(Map<String, String> headers);

    /** Writes a whole {@code chat.completion} as JSON. */
    void json(byte[] completion) throws IOException;

    /** Writes whole SSE events and flushes them, {@code data: [DONE]} included; the array may be used again afterwards. */
    void event(byte[] events, int offset, int length) throws IOException;

    /** Says that the answer is complete and what it cost. */
    void end(Usage usage) throws IOException;

    /** Says what was put right in the answer, after its last write: names that stay, in their order. */
    default void repaired(Set<String> names) {}

    /** Whether the first bytes of a body have left: from then on nothing is retried. */
    boolean started();

    /** Whether the caller left, so that further work is for nobody. */
    boolean gone();

    /** Runs the action once when the caller leaves, at once if it is gone already; the action must not block. */
    void onGone(Runnable action);
}
