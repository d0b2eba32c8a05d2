package com.plugsky.front;

import com.plugsky.error.ErrorCode;
import com.plugsky.error.Refusal;
import java.util.concurrent.atomic.AtomicLong;

/** The bound on all request bodies that are held at once, counted by the bytes that came. Safe for many threads. */
final class BodyBudget {
    private final long most;
    private final AtomicLong held = new AtomicLong();

    /** Takes the number of bytes that all bodies together may have. */
    BodyBudget(long most) {
        this.most = most;
    }

    /**
     * Takes so many bytes; {@link #give} must follow.
     *
     * @throws Refusal 503, at once, with nothing taken: nobody waits here
     */
    void take(long bytes) {
        if (held.addAndGet(bytes) > most) {
            give(bytes);
            throw Refusal.of(
                    ErrorCode.SERVER_IS_OVERLOADED,
                    "The server holds " + most + " bytes of requests already; this one came on top",
                    null);
        }
    }

    void give(long bytes) {
        held.addAndGet(-bytes);
    }

    /** How many bytes are held now. */
    long held() {
        return held.get();
    }
}
