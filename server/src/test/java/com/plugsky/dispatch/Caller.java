package com.plugsky.dispatch;

import com.plugsky.engine.Sink;
import com.plugsky.engine.Usage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A caller who remembers what was written, and may leave. */
final class Caller implements Sink {

    final List<String> written = new ArrayList<>();
    private final List<Runnable> actions = new ArrayList<>();
    private volatile boolean started;
    private volatile boolean gone;

    @Override
    public synchronized void head(Map<String, String> headers) {
        written.add("head" + headers);
    }

    @Override
    public synchronized void json(byte[] completion) {
        started = true;
        written.add("json" + completion.length);
    }

    @Override
    public synchronized void event(byte[] events, int offset, int length) {
        started = true;
        written.add("event" + length);
    }

    @Override
    public synchronized void end(Usage usage) {
        written.add("end");
    }

    @Override
    public synchronized void repaired(Set<String> names) {
        written.add("repaired" + names);
    }

    @Override
    public boolean started() {
        return started;
    }

    @Override
    public boolean gone() {
        return gone;
    }

    @Override
    public void onGone(Runnable action) {
        synchronized (actions) {
            if (!gone) {
                actions.add(action);
                return;
            }
        }
        action.run();
    }

    /** How many actions the caller was given to keep. */
    int listeners() {
        return actions.size();
    }

    void leave() {
        List<Runnable> due;
        synchronized (actions) {
            gone = true;
            due = List.copyOf(actions);
        }
        due.forEach(Runnable::run);
    }
}
