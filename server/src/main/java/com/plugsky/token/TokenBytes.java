package com.plugsky.token;

import java.util.concurrent.atomic.AtomicReferenceArray;

/** The bytes of tokens, each looked up once and then remembered. Safe for many threads. */
public final class TokenBytes {

    /** The ids of o200k_base are below this; its special tokens above are plain text here. */
    public static final int IDS = 199_998;

    private static final byte[] NONE = {};

    private final TokenCounter counter;
    private final AtomicReferenceArray<byte[]> known = new AtomicReferenceArray<>(IDS);

    public TokenBytes(TokenCounter counter) {
        this.counter = counter;
    }

    /** The bytes of a token, which may be a piece of a character; none if there is no such token. Nobody writes to them. */
    public byte[] of(int token) {
        if (token < 0 || token >= IDS) {
            return NONE;
        }
        byte[] bytes = known.get(token);
        if (bytes == null) {
            bytes = counter.bytes(token);
            known.set(token, bytes);
        }
        return bytes;
    }
}
