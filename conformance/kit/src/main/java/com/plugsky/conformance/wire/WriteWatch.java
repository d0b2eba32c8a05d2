package com.plugsky.conformance.wire;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Bounds a write to a server that does not read, which no timeout of a socket does: at the deadline the connection is closed. */
final class WriteWatch {
    private static final ScheduledThreadPoolExecutor CLOCK = clock();

    private final Socket socket;
    private final Future<?> end;
    private volatile boolean late;

    private WriteWatch(Socket socket, Deadline deadline) throws SocketTimeoutException {
        this.socket = socket;
        this.end = CLOCK.schedule(this::tooLate, deadline.millisLeft(), TimeUnit.MILLISECONDS);
    }

    static WriteWatch of(Socket socket, Deadline deadline) throws SocketTimeoutException {
        return new WriteWatch(socket, deadline);
    }

    private static ScheduledThreadPoolExecutor clock() {
        var clock = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name("write-watch").factory());
        clock.setRemoveOnCancelPolicy(true);
        return clock;
    }

    private void tooLate() {
        late = true;
        try {
            socket.close();
        } catch (IOException closed) {
            // Whoever writes to it learns that it is closed.
            return;
        }
    }

    /** Why a write failed: it took too long, or what it says itself. */
    IOException reason(IOException failure) {
        return late ? new SocketTimeoutException("the server does not read what is sent") : failure;
    }

    /** The write is over. */
    void end() {
        end.cancel(false);
    }
}
