package com.plugsky.bench;

import com.plugsky.engine.Sink;
import com.plugsky.engine.Usage;
import java.util.Map;

/** A caller that only counts. */
final class Counting implements Sink {

    private int bytes;

    /** What was written so far, and the tokens that it is said to have. */
    int bytes() {
        return bytes;
    }

    @Override
    public void head(Map<String, String> headers) {}

    @Override
    public void json(byte[] completion) {
        bytes += completion.length;
    }

    @Override
    public void event(byte[] events, int offset, int length) {
        bytes += length;
    }

    @Override
    public void end(Usage usage) {
        bytes += usage.completionTokens();
    }

    @Override
    public boolean started() {
        return bytes > 0;
    }

    @Override
    public boolean gone() {
        return false;
    }

    @Override
    public void onGone(Runnable action) {}
}
