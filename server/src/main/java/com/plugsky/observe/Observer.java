package com.plugsky.observe;

import com.plugsky.engine.Trace;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one who is told of every request when it has ended, and tells those who count, write and draw.
 *
 * <p>Whatever goes wrong with them is not the caller's concern. Safe for use by many threads.
 */
public final class Observer {
    private static final Logger LOG = LoggerFactory.getLogger(Observer.class);

    private final List<Listener> listeners;
    private final int tracePercent;

    /** @param tracePercent how many in a hundred of the traces that begin here are recorded */
    public Observer(List<Listener> listeners, int tracePercent) {
        this.listeners = List.copyOf(listeners);
        this.tracePercent = tracePercent;
    }

    /** Someone who wants to know how requests end. Must not block; safe for use by many threads. */
    @FunctionalInterface
    public interface Listener {

        /** Called once for each request, from its thread, when nothing is left to be written. */
        void ended(Passage passage, Ended how);
    }

    /**
     * The end of a request, as HTTP sees it.
     *
     * @param startNanos when its first byte came, as {@link System#nanoTime} tells it
     * @param endNanos when nothing was left to be written
     * @param status of the response
     */
    public record Ended(long startNanos, long endNanos, int status) {

        public long nanos() {
            return Math.max(0, endNanos - startNanos);
        }
    }

    /** The caller's trace, or a new one if it has none that is valid. */
    public Trace trace(@Nullable String parent, @Nullable String state) {
        Trace theirs = Trace.of(parent, state);
        return theirs == null ? Trace.start(ThreadLocalRandom.current().nextInt(100) < tracePercent) : theirs;
    }

    /** Tells everybody; throws nothing. */
    public void ended(Passage passage, Ended how) {
        for (Listener listener : listeners) {
            try {
                listener.ended(passage, how);
            } catch (RuntimeException e) {
                LOG.error("The end of {} was not noted", passage.id(), e);
            }
        }
    }
}
