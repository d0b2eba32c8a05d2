package com.plugsky.dispatch;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** The running attempts, so that those whose time is over can be ended. An attempt that ended is forgotten at the next look. */
final class Deadlines {

    private final Queue<AttemptSink> running = new ConcurrentLinkedQueue<>();

    void add(AttemptSink sink) {
        running.add(sink);
    }

    void sweep(long now) {
        running.removeIf(sink -> sink.closed() || sink.expire(now));
    }
}
