package com.plugsky.observe.log;

import ch.qos.logback.core.Appender;
import ch.qos.logback.core.AsyncAppenderBase;
import ch.qos.logback.core.ContextBase;
import ch.qos.logback.core.encoder.EncoderBase;
import com.plugsky.observe.Observer;
import com.plugsky.observe.Passage;
import java.time.Clock;
import java.util.concurrent.atomic.LongAdder;

/**
 * The request log: a line for each request of an operation, and for each one that was refused.
 *
 * <p>A request's thread only puts the line into a bounded queue; another thread words and writes it. When the queue is full
 * the line is dropped and counted: a slow disk slows nobody down.
 */
public final class RequestLines implements Observer.Listener, AutoCloseable {

    /** Stays free in the queue, so that threads which found room at the same moment all have it. */
    private static final int SPARE = 64;

    private static final byte[] NOTHING = {};

    private final Queue queue;
    private final Clock clock;

    /**
     * A log that is written to.
     *
     * @param destination not started yet; what it writes is what the encoder that it gets here makes
     * @param room how many lines may wait
     */
    public RequestLines(Destination destination, int room, Clock clock) {
        this.clock = clock;
        var context = new ContextBase();
        context.setName("requests");
        context.start();
        this.queue = new Queue();
        queue.setContext(context);
        queue.setQueueSize(room + SPARE);
        queue.setDiscardingThreshold(SPARE);
        queue.setNeverBlock(true);
        queue.addAppender(destination.open(context, new Lines()));
        queue.start();
    }

    /** Where the lines go. */
    @FunctionalInterface
    public interface Destination {

        Appender<RequestLine> open(ContextBase context, EncoderBase<RequestLine> encoder);
    }

    @Override
    public void ended(Passage passage, Observer.Ended how) {
        if (passage.caller() != null || passage.error() != null) {
            queue.doAppend(new RequestLine(clock.instant(), passage, how));
        }
    }

    /** How many lines were not written because too many waited. */
    public long dropped() {
        return queue.dropped.sum();
    }

    /** Writes what still waits, for a second at most, and closes the destination. */
    @Override
    public void close() {
        queue.stop();
    }

    private static final class Queue extends AsyncAppenderBase<RequestLine> {
        private final LongAdder dropped = new LongAdder();

        /** Asked only where fewer than {@link #SPARE} places are left. */
        @Override
        protected boolean isDiscardable(RequestLine line) {
            dropped.increment();
            return true;
        }
    }

    private static final class Lines extends EncoderBase<RequestLine> {

        @Override
        public byte[] headerBytes() {
            return NOTHING;
        }

        @Override
        public byte[] encode(RequestLine line) {
            return line.bytes();
        }

        @Override
        public byte[] footerBytes() {
            return NOTHING;
        }
    }
}
