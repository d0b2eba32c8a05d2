package com.plugsky.engine.upstream.http;

import java.io.IOException;
import java.io.OutputStream;

/**
 * A request, ready to be written, perhaps twice.
 *
 * @param head request line, headers and the empty line, as they go out
 * @param length of the body in bytes
 */
public record Question(byte[] head, long length, Body body) {

    /** A request without a body. */
    public static Question of(byte[] head) {
        return new Question(head, 0, out -> {});
    }

    /** Something that writes the body, as often as it is asked. */
    @FunctionalInterface
    public interface Body {
        void writeTo(OutputStream out) throws IOException;
    }
}
