package com.plugsky.chat.once;

import com.plugsky.engine.RawSink;
import com.plugsky.engine.Usage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A caller who writes down what it hears, and may leave. */
final class Heard implements RawSink {

    private final List<String> heard = new ArrayList<>();
    private final Map<String, String> head = new LinkedHashMap<>();
    private final Map<String, Runnable> reactions = new HashMap<>();
    private final List<Runnable> departures = new ArrayList<>();
    private volatile boolean gone;

    synchronized String text() {
        return String.join(" ", heard);
    }

    Map<String, String> head() {
        return head;
    }

    void whenHeard(String what, Runnable reaction) {
        reactions.put(what, reaction);
    }

    void leaves() {
        gone = true;
        departures.forEach(Runnable::run);
    }

    @Override
    public void head(Map<String, String> headers) {
        head.putAll(headers);
    }

    @Override
    public void json(byte[] completion) throws IOException {
        hear("json:" + new String(completion, StandardCharsets.UTF_8));
    }

    @Override
    public void event(byte[] events, int offset, int length) throws IOException {
        hear("event:" + new String(events, offset, length, StandardCharsets.UTF_8));
    }

    @Override
    public void end(Usage usage) throws IOException {
        hear("end:" + usage.totalTokens());
    }

    private void hear(String what) throws IOException {
        if (gone) {
            throw new IOException("gone");
        }
        synchronized (this) {
            heard.add(what);
        }
        reactions.getOrDefault(what, () -> {}).run();
    }

    @Override
    public boolean started() {
        return !heard.isEmpty();
    }

    @Override
    public boolean gone() {
        return gone;
    }

    @Override
    public void onGone(Runnable action) {
        departures.add(action);
    }

    @Override
    public void begin(int status, Map<String, String> headers) throws IOException {
        hear("begin:" + status);
    }

    @Override
    public void bytes(byte[] bytes, int offset, int length) {}

    @Override
    public void hangUp() {}

    @Override
    public void reset() {}
}
