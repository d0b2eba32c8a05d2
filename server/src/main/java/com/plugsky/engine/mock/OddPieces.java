package com.plugsky.engine.mock;

import com.plugsky.engine.RawSink;
import com.plugsky.stream.Sse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * {@code mock/slow-drip} and {@code mock/split-utf8}: right answers whose bytes come in pieces that are none, with a pause
 * between them so that each is a read of its own.
 */
final class OddPieces implements Fault {

    private static final int DROP = 8;
    private static final List<String> FAR_FROM_ASCII = List.of("Grüße ", "aus ", "東京", ": ", "🚀", "🌍.");

    private final Duration pause;
    private final boolean inCharacters;

    private OddPieces(Duration pause, boolean inCharacters) {
        this.pause = pause;
        this.inCharacters = inCharacters;
    }

    /** A few bytes at a time. */
    static OddPieces drip(Duration pause) {
        return new OddPieces(pause, false);
    }

    /** A cut before each byte that continues a character. */
    static OddPieces splitCharacters(Duration pause) {
        return new OddPieces(pause, true);
    }

    @Override
    public void stream(RightAnswer right, RawSink caller) throws IOException {
        RightAnswer answer = text(right);
        write(Written.bytes(String.join("", answer.events()) + Sse.DONE), caller);
        caller.end(answer.usage());
    }

    @Override
    public void json(RightAnswer right, RawSink caller) throws IOException {
        RightAnswer answer = text(right);
        byte[] body = Written.bytes(answer.json());
        Written.begin(caller, Written.JSON, body.length);
        write(body, caller);
        caller.end(answer.usage());
    }

    private RightAnswer text(RightAnswer right) {
        return inCharacters ? right.saying(FAR_FROM_ASCII) : right;
    }

    private void write(byte[] bytes, RawSink caller) throws IOException {
        var wait = new Wait(caller);
        int from = 0;
        while (from < bytes.length) {
            if (from > 0) {
                wait.atMost(pause);
            }
            int to = end(bytes, from);
            caller.bytes(bytes, from, to - from);
            from = to;
        }
    }

    private int end(byte[] bytes, int from) {
        int to = from + 1;
        while (to < bytes.length && (inCharacters ? !continues(bytes[to]) : to - from < DROP)) {
            to++;
        }
        return to;
    }

    private static boolean continues(byte b) {
        return (b & 0xc0) == 0x80;
    }
}
