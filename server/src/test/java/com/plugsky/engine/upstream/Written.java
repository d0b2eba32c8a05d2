package com.plugsky.engine.upstream;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.plugsky.engine.Sink;
import com.plugsky.engine.Usage;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/** A caller that keeps what it gets, and leaves when it is told to. */
final class Written implements Sink {

    private final StringBuilder body = new StringBuilder();
    final Map<String, String> head = new TreeMap<>();
    private final CompletableFuture<Boolean> departure = new CompletableFuture<>();
    Usage usage = Usage.NONE;
    Set<String> repairs = Set.of();

    String told() {
        return body.toString();
    }

    void leaves() {
        departure.complete(true);
    }

    @Override
    public void head(Map<String, String> headers) {
        head.putAll(headers);
    }

    @Override
    public void json(byte[] completion) {
        body.append(new String(completion, UTF_8));
    }

    @Override
    public void event(byte[] events, int offset, int length) {
        body.append(new String(events, offset, length, UTF_8));
    }

    @Override
    public void end(Usage cost) {
        usage = cost;
    }

    @Override
    public void repaired(Set<String> names) {
        repairs = names;
    }

    @Override
    public boolean started() {
        return !body.isEmpty();
    }

    @Override
    public boolean gone() {
        return departure.isDone();
    }

    @Override
    public void onGone(Runnable action) {
        departure.thenRun(action);
    }
}
