package com.plugsky.front;

import com.plugsky.engine.RawSink;
import com.plugsky.engine.Usage;
import com.plugsky.error.ApiError;
import com.plugsky.error.Envelope;
import com.plugsky.stream.Sse;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sink over a servlet's response: JSON or events to one caller, or the raw bytes of an engine that misbehaves on purpose.
 *
 * <p>The request's thread writes; the watch's thread looks whether the caller is still there, and a thread of its own
 * writes the comment that keeps a silent stream alive. One lock keeps reads and writes of the connection apart: a look
 * that finds it taken is left out, since whoever writes learns of a caller who left by itself.
 */
final class ServletSink implements RawSink, Watched, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ServletSink.class);

    private static final byte[] KEEP_ALIVE = Sse.KEEP_ALIVE.getBytes(StandardCharsets.US_ASCII);

    private final Arrival arrival;
    private final HttpServletResponse response;
    private final boolean streamed;
    private final long silenceNanos;
    private final ReentrantLock lock = new ReentrantLock();
    private final Departure departure = new Departure();
    private long lastNanos = System.nanoTime();
    private boolean committed;
    private boolean commenting;
    private boolean raw;
    private boolean closed;
    private volatile boolean started;

    /**
     * A sink that has written nothing.
     *
     * @param streamed whether the caller asked for events
     * @param silence after which a stream gets a comment
     */
    ServletSink(Arrival arrival, HttpServletResponse response, boolean streamed, Duration silence) {
        this.arrival = arrival;
        this.response = response;
        this.streamed = streamed;
        this.silenceNanos = silence.toNanos();
    }

    @Override
    public void head(Map<String, String> headers) {
        lock.lock();
        try {
            if (!committed) {
                headers.forEach(response::setHeader);
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void json(byte[] completion) throws IOException {
        write(() -> {
            response.setContentType("application/json");
            response.setContentLength(completion.length);
            arrival.stampTime(response);
            committed = true;
            response.getOutputStream().write(completion);
        });
        started = true;
    }

    @Override
    public void event(byte[] events, int offset, int length) throws IOException {
        write(() -> {
            commitStream();
            started = true;
            response.getOutputStream().write(events, offset, length);
            response.flushBuffer();
        });
    }

    @Override
    public void end(Usage usage) {
        // the response ends when the servlet returns
    }

    @Override
    public boolean started() {
        return started;
    }

    @Override
    public boolean gone() {
        return departure.happened();
    }

    @Override
    public void onGone(Runnable action) {
        departure.then(action);
    }

    @Override
    public void begin(int status, Map<String, String> headers) throws IOException {
        write(() -> {
            raw = true;
            committed = true;
            started = true;
            response.setStatus(status);
            headers.forEach(response::setHeader);
            arrival.stampTime(response);
        });
    }

    @Override
    public void bytes(byte[] bytes, int offset, int length) throws IOException {
        write(() -> {
            commitRaw();
            response.getOutputStream().write(bytes, offset, length);
            response.flushBuffer();
        });
    }

    @Override
    public void hangUp() throws IOException {
        breakOff(arrival.connection()::hangUp);
    }

    @Override
    public void reset() throws IOException {
        breakOff(arrival.connection()::reset);
    }

    private void breakOff(Writing end) throws IOException {
        write(() -> {
            commitRaw();
            response.flushBuffer();
            closed = true; // nobody looks at it any more: that it ends is no departure
            end.run();
        });
    }

    /** From here on nothing is added that the engine did not write itself. */
    private void commitRaw() {
        raw = true;
        started = true;
        if (streamed) {
            commitStream();
        }
    }

    /**
     * Tells the caller of a fault: with a status as long as nothing was written, then as the last event of a stream; not in a
     * raw answer, which has its fault already.
     */
    void fail(ApiError error) throws IOException {
        if (gone()) {
            return;
        }
        write(() -> {
            if (!committed) {
                committed = true;
                ErrorAnswer.write(arrival, response, error);
            } else if (streamed && !raw) {
                arrival.passage().failed(error.code());
                response.getOutputStream().write(Sse.event(Envelope.bytes(error)));
                response.flushBuffer();
            }
        });
    }

    /**
     * Ends the answer early because the server stops: the caller is told, and whoever makes the answer hears that nobody
     * waits for it. Without effect while somebody writes: a caller that slow is past telling.
     */
    @Override
    public void cut(ApiError error) {
        if (!lock.tryLock()) {
            return;
        }
        try {
            if (closed || gone()) {
                return;
            }
            fail(error);
        } catch (IOException e) {
            LOG.debug("The caller of {} left before it could be told that the server stops", arrival.id());
        } finally {
            lock.unlock();
        }
        departure.happens();
    }

    @Override
    public boolean look(long now) {
        if (!lock.tryLock()) {
            return true;
        }
        boolean here = true;
        try {
            if (closed || gone()) {
                return false;
            }
            here = arrival.connection().here();
            if (here && streamed && !raw && !commenting && now - lastNanos >= silenceNanos) {
                commenting = true;
                Thread.startVirtualThread(this::comment);
            }
        } finally {
            lock.unlock();
        }
        if (!here) {
            departure.happens();
        }
        return here;
    }

    /** Says that nothing more is written; no other thread touches the response after this. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            departure.forget();
        } finally {
            lock.unlock();
        }
    }

    private void comment() {
        try {
            write(() -> {
                commenting = false;
                if (!closed && !raw) {
                    commitStream();
                    response.getOutputStream().write(KEEP_ALIVE);
                    response.flushBuffer();
                }
            });
        } catch (IOException e) {
            LOG.debug("The caller of {} left during a silence", arrival.id());
        }
    }

    /** Sets the head of a stream, which leaves together with what is written next. */
    private void commitStream() {
        if (committed) {
            return;
        }
        committed = true;
        response.setContentType(Sse.CONTENT_TYPE);
        response.setHeader("cache-control", "no-cache");
        response.setHeader("x-accel-buffering", "no");
        arrival.stampTime(response);
    }

    private void write(Writing writing) throws IOException {
        @Nullable IOException failure = null;
        lock.lock();
        try {
            if (gone()) {
                throw new IOException("nobody waits for this answer any more");
            }
            writing.run();
        } catch (IOException e) {
            failure = e;
        } finally {
            lastNanos = System.nanoTime();
            lock.unlock();
        }
        if (failure != null) {
            departure.happens();
            throw failure;
        }
    }

    private interface Writing {
        void run() throws IOException;
    }
}
