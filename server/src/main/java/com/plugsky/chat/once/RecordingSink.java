package com.plugsky.chat.once;

import com.plugsky.engine.RawSink;
import com.plugsky.engine.Sink;
import com.plugsky.engine.Usage;
import java.io.IOException;
import java.util.Map;

/**
 * The first caller's sink, which notes all that it is given.
 *
 * <p>If this caller leaves while others follow, the answer is made to its end for them. A raw answer is not recorded.
 */
final class RecordingSink implements RawSink {

    private final Sink sink;
    private final Recording recording;
    private volatile boolean started;
    private boolean lost;

    RecordingSink(Sink sink, Recording recording) {
        this.sink = sink;
        this.recording = recording;
    }

    @Override
    public void head(Map<String, String> headers) {
        recording.head(headers);
        sink.head(headers);
    }

    @Override
    public void json(byte[] completion) throws IOException {
        started = true;
        recording.write(completion, 0, completion.length, false);
        deliver(() -> sink.json(completion));
    }

    @Override
    public void event(byte[] events, int offset, int length) throws IOException {
        started = true;
        recording.write(events, offset, length, true);
        deliver(() -> sink.event(events, offset, length));
    }

    @Override
    public void end(Usage usage) throws IOException {
        recording.complete();
        deliver(() -> sink.end(usage));
    }

    private void deliver(Writing writing) throws IOException {
        if (lost) {
            return;
        }
        try {
            writing.run();
        } catch (IOException e) {
            lost = true;
            if (!recording.followed()) {
                throw e;
            }
        }
    }

    @Override
    public boolean started() {
        return started || sink.started();
    }

    @Override
    public boolean gone() {
        return sink.gone() && !recording.followed();
    }

    @Override
    public void onGone(Runnable action) {
        sink.onGone(() -> recording.whenUnfollowed(action));
    }

    @Override
    public void begin(int status, Map<String, String> headers) throws IOException {
        raw().begin(status, headers);
    }

    @Override
    public void bytes(byte[] bytes, int offset, int length) throws IOException {
        raw().bytes(bytes, offset, length);
    }

    @Override
    public void hangUp() throws IOException {
        raw().hangUp();
    }

    @Override
    public void reset() throws IOException {
        raw().reset();
    }

    private RawSink raw() {
        recording.drop();
        if (sink instanceof RawSink raw) {
            return raw;
        }
        throw new IllegalStateException("this caller's connection is out of reach");
    }

    private interface Writing {
        void run() throws IOException;
    }
}
