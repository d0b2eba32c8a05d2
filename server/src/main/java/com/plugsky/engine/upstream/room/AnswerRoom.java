package com.plugsky.engine.upstream.room;

import com.plugsky.engine.EngineFailure;
import com.plugsky.error.ApiError;
import com.plugsky.error.ErrorCode;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The bound on what is held of all upstreams' answers at once, where one is held at all: answers that are not streamed, and lines of streams
 * that have not ended. The first {@value #FREE} bytes of each are not counted. Safe for use by many threads.
 */
public final class AnswerRoom {

    /** For what is bounded in another way. */
    public static final AnswerRoom ENDLESS = new AnswerRoom(Long.MAX_VALUE);

    /** As much as a request holds anyway. */
    static final int FREE = 64 * 1024;

    private static final Duration WAIT = Duration.ofSeconds(1);

    private final long most;
    private final AtomicLong held = new AtomicLong();

    /** Room for so many bytes. */
    public AnswerRoom(long most) {
        this.most = most;
    }

    /** The part of one answer, with nothing in it. */
    public Share share() {
        return new Share();
    }

    /** How many bytes are counted now. */
    long held() {
        return held.get();
    }

    /** What one answer holds; closed when nothing of it is held any more. For use by one thread. */
    public final class Share implements AutoCloseable {

        private long counted;

        private Share() {}

        /**
         * Says how many bytes are held now, more or fewer than before.
         *
         * @throws EngineFailure there is no room for them; nothing is counted on top
         */
        public void hold(long bytes) throws EngineFailure {
            long more = Math.max(0, bytes - FREE) - counted;
            if (more == 0) {
                return;
            }
            if (held.addAndGet(more) > most && more > 0) {
                held.addAndGet(-more);
                throw full();
            }
            counted += more;
        }

        @Override
        public void close() {
            if (counted > 0) {
                held.addAndGet(-counted);
                counted = 0;
            }
        }
    }

    private EngineFailure full() {
        String message = "The server holds " + most + " bytes of answers already; this one came on top";
        return new EngineFailure(
                EngineFailure.Kind.CAPACITY, ApiError.of(ErrorCode.SERVER_IS_OVERLOADED, message, null), WAIT);
    }
}
