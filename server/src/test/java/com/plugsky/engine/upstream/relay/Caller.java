package com.plugsky.engine.upstream.relay;

import com.plugsky.engine.EngineFailure;
import com.plugsky.engine.Sink;
import com.plugsky.engine.Usage;
import com.plugsky.engine.upstream.room.AnswerRoom;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A caller who is sent a stream in some way of cutting it, and what came of it. */
class Caller implements Sink {

    /** How a stream's bytes are spread over reads. */
    enum Cut {
        /** All at once. */
        WHOLE,
        /** One byte a read. */
        BYTES,
        /** Reads of 1 to 40 bytes. */
        RANDOM
    }

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int writes;

    @Nullable
    EngineFailure failure;

    Usage usage = Usage.NONE;
    Set<String> repairs = Set.of();
    boolean started;

    /** Feeds a stream and ends it. */
    static Caller of(Relaying how, byte[] stream, Cut cut) {
        var caller = new Caller();
        var relay = new EventRelay(how, caller, AnswerRoom.ENDLESS.share());
        var random = new Random(stream.length);
        byte[] reused = new byte[Math.max(1, stream.length)];
        try {
            for (int at = 0; at < stream.length && !relay.done(); ) {
                int length = Math.min(
                        stream.length - at,
                        switch (cut) {
                            case WHOLE -> stream.length;
                            case BYTES -> 1;
                            case RANDOM -> 1 + random.nextInt(40);
                        });
                int before = caller.writes;
                System.arraycopy(stream, at, reused, 0, length);
                relay.feed(reused, 0, length);
                if (caller.writes > before + 1) {
                    throw new AssertionError("one read, " + (caller.writes - before) + " writes");
                }
                at += length;
            }
            caller.usage = relay.end(true);
        } catch (EngineFailure e) {
            caller.failure = e;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        caller.repairs = relay.repairs();
        caller.started = relay.started();
        return caller;
    }

    /** What came: the text, then in brackets what the failure says. */
    String told() {
        return failure == null ? text() : text() + "[" + failure.error().message() + "]";
    }

    /** What came, without a word of how it ended. */
    String text() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void event(byte[] events, int offset, int length) {
        writes++;
        bytes.write(events, offset, length);
    }

    @Override
    public void head(Map<String, String> headers) {
        throw new AssertionError("the relay writes no head");
    }

    @Override
    public void json(byte[] completion) {
        throw new AssertionError("the relay of a stream writes no JSON");
    }

    @Override
    public void end(Usage cost) {
        throw new AssertionError("the relay does not end the answer");
    }

    @Override
    public boolean started() {
        return writes > 0;
    }

    @Override
    public boolean gone() {
        return false;
    }

    @Override
    public void onGone(Runnable action) {}
}
