package com.plugsky.engine.mock;

import com.plugsky.engine.RawSink;
import com.plugsky.engine.Usage;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/** A caller who writes down what is done to it, and leaves when told to. */
final class RecordedCaller implements RawSink {

    /** What was done, a line each; the bytes of several writes stand in {@link #written}. */
    final List<String> calls = new ArrayList<>();

    /** Each write of a body, whichever way it was written. */
    final List<byte[]> writes = new ArrayList<>();

    final Map<String, String> head = new LinkedHashMap<>();

    /** What is to be run when it leaves. */
    final CompletableFuture<Runnable> leaving = new CompletableFuture<>();

    /** The whole body as text. */
    String written() {
        var all = new ByteArrayOutputStream();
        writes.forEach(all::writeBytes);
        return all.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void head(Map<String, String> headers) {
        head.putAll(headers);
    }

    @Override
    public void json(byte[] completion) {
        calls.add("json");
        writes.add(completion);
    }

    @Override
    public void event(byte[] events, int offset, int length) {
        calls.add("event");
        writes.add(Arrays.copyOfRange(events, offset, offset + length));
    }

    @Override
    public void begin(int status, Map<String, String> headers) {
        calls.add("begin " + status);
        head.putAll(new TreeMap<>(headers));
    }

    @Override
    public void bytes(byte[] bytes, int offset, int length) {
        calls.add("bytes");
        writes.add(Arrays.copyOfRange(bytes, offset, offset + length));
    }

    @Override
    public void hangUp() {
        calls.add("hang up");
    }

    @Override
    public void reset() {
        calls.add("reset");
    }

    @Override
    public void end(Usage usage) {
        calls.add("end " + usage.totalTokens());
    }

    @Override
    public boolean started() {
        return !calls.isEmpty();
    }

    @Override
    public boolean gone() {
        return false;
    }

    @Override
    public void onGone(Runnable action) {
        leaving.complete(action);
    }
}
