package com.plugsky.engine.embedded;

import com.plugsky.engine.embedded.decode.Odds;
import com.plugsky.stream.JsonBytes;
import com.plugsky.stream.LogprobWriter;
import com.plugsky.token.TokenBytes;
import java.util.ArrayDeque;
import java.util.Deque;

/** The entries of {@code logprobs} of tokens whose text is not handed on yet. One thread. */
final class Told {

    private final TokenBytes bytes;
    private final JsonBytes entry = new JsonBytes(512);
    private final JsonBytes taken = new JsonBytes(1024);
    private final LogprobWriter writer = new LogprobWriter(entry);
    private final Deque<byte[]> waiting = new ArrayDeque<>();

    Told(TokenBytes bytes) {
        this.bytes = bytes;
    }

    void add(int token, Odds odds) {
        entry.clear();
        writer.begin(bytes.of(token), odds.drawn());
        for (int i = 0; i < odds.size(); i++) {
            writer.alternative(i, bytes.of(odds.token(i)), odds.logprob(i));
        }
        writer.end();
        waiting.add(entry.toByteArray());
    }

    /** The first of the entries, comma-separated; valid until the next call. */
    JsonBytes take(int tokens) {
        taken.clear();
        for (int i = 0; i < tokens; i++) {
            taken.raw(i == 0 ? "" : ",").raw(waiting.remove());
        }
        return taken;
    }
}
