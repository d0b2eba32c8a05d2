package com.plugsky.engine;

import java.io.IOException;
import java.util.Map;

/**
 * The caller's side laid open down to its connection: what an engine needs that misbehaves on purpose, and no other may use.
 *
 * <p>Nothing is added to an answer that one of these methods has touched: no keep-alive, no error event. Order of calls:
 * {@link #begin} in place of {@link #json} and {@link #event}, then {@link #bytes}; a stream of the usual kind needs no
 * {@code begin}. {@link #hangUp} or {@link #reset} is the last call, and may follow {@code event}, too.
 */
public interface RawSink extends Sink {

    /**
     * Begins an answer of any status and type.
     *
     * @param headers leave with the first bytes; {@code content-length} among them is a promise that need not be kept,
     *     without it the body is chunked
     */
    void begin(int status, Map<String, String> headers) throws IOException;

    /** Writes bytes as they are, in one write of the connection. */
    void bytes(byte[] bytes, int offset, int length) throws IOException;

    /** Closes the connection without the end that the answer's framing promised; what was written has left before. */
    void hangUp() throws IOException;

    /** Resets the connection (RST, under TLS without a word of farewell); what was written has been sent before. */
    void reset() throws IOException;
}
