package com.plugsky.observe.log;

import ch.qos.logback.core.Appender;
import ch.qos.logback.core.ContextBase;
import ch.qos.logback.core.encoder.EncoderBase;
import com.plugsky.observe.Observer;
import com.plugsky.observe.Passage;
import java.io.ByteArrayOutputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The request log: a line for each request of an operation, and for each one that was refused.
 *
 * <p>A request's thread only puts the line into a bounded queue; another thread words what gathers there within some
 * milliseconds, and writes it together: waking a thread and calling the system for each line costs a tenth of a request.
 * When the queue is full the line is dropped and counted: a slow disk slows nobody down.
 */
public final class RequestLines implements Observer.Listener, AutoCloseable {

    private static final long GATHER_NANOS = Duration.ofMillis(20).toNanos();

    /** So many lines are written together at most, which is how much a file may grow beyond its size. */
    private static final int TOGETHER = 16;

    private static final Duration LAST_WORDS = Duration.ofSeconds(1);
    private static final byte[] NOTHING = {};

    private final BlockingQueue<RequestLine> queue;
    private final int pressing;
    private final Appender<byte[]> destination;
    private final Clock clock;
    private final Thread writer;
    private final LongAdder dropped = new LongAdder();

    /**
     * A log that is written to.
     *
     * @param destination what it writes is what the encoder that it gets here makes
     * @param room how many lines may wait
     */
    public RequestLines(Destination destination, int room, Clock clock) {
        this.clock = clock;
        var context = new ContextBase();
        context.setName("requests");
        context.start();
        this.queue = new ArrayBlockingQueue<>(room);
        this.pressing = room / 2;
        this.destination = destination.open(context, new Lines());
        this.writer = Thread.ofPlatform().name("request-log").daemon().start(this::write);
    }

    /** Where the lines go: a started appender of lines, each call of which brings one or some. */
    @FunctionalInterface
    public interface Destination {

        Appender<byte[]> open(ContextBase context, EncoderBase<byte[]> encoder);
    }

    @Override
    public void ended(Passage passage, Observer.Ended how) {
        if (passage.caller() == null && passage.error() == null) {
            return;
        }
        if (!queue.offer(new RequestLine(clock.instant(), passage, how))) {
            dropped.increment();
        }
        if (queue.remainingCapacity() < pressing) {
            LockSupport.unpark(writer);
        }
    }

    /** How many lines were not written because too many waited. */
    public long dropped() {
        return dropped.sum();
    }

    /** Writes what still waits, for a second at most, and closes the destination. */
    @Override
    public void close() {
        writer.interrupt();
        try {
            writer.join(LAST_WORDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        destination.stop();
    }

    private void write() {
        var bytes = new ByteArrayOutputStream();
        boolean open = true;
        while (open) {
            RequestLine next = null;
            try {
                next = queue.take();
                LockSupport.parkNanos(this, GATHER_NANOS);
                open = !Thread.interrupted();
            } catch (InterruptedException e) {
                open = false;
            }
            writeAll(next, bytes);
        }
    }

    private void writeAll(@Nullable RequestLine first, ByteArrayOutputStream bytes) {
        RequestLine next = first == null ? queue.poll() : first;
        while (next != null) {
            for (int i = 0; i < TOGETHER && next != null; i++) {
                bytes.writeBytes(next.bytes());
                next = queue.poll();
            }
            destination.doAppend(bytes.toByteArray());
            bytes.reset();
        }
    }

    private static final class Lines extends EncoderBase<byte[]> {

        @Override
        public byte[] headerBytes() {
            return NOTHING;
        }

        @Override
        public byte[] encode(byte[] lines) {
            return lines;
        }

        @Override
        public byte[] footerBytes() {
            return NOTHING;
        }
    }
}
