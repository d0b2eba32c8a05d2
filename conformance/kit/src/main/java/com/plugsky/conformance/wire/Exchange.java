package com.plugsky.conformance.wire;

import org.jspecify.annotations.Nullable;

/**
 * A request and the answer to it: the evidence of a verdict.
 *
 * @param sent the bytes that went out, where a check wrote them itself; null: they are those of the request
 */
public record Exchange(Request request, Answer answer, byte @Nullable [] sent) {
    public Exchange(Request request, Answer answer) {
        this(request, answer, null);
    }
}
