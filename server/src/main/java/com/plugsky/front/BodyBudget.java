package com.plugsky.front;

import com.plugsky.error.ErrorCode;
import com.plugsky.error.Refusal;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The bound on all request bodies that are held at once, counted by the bytes that came, and on those of one key. Safe for
 * many threads.
 */
final class BodyBudget {
    private final long most;
    private final long mostOfOne;
    private final AtomicLong held = new AtomicLong();
    private final Map<String, Long> byKey = new ConcurrentHashMap<>();

    /**
     * @param most bytes that all bodies together may have
     * @param mostOfOne bytes that those of one key may have; callers without keys cannot be told apart
     */
    BodyBudget(long most, long mostOfOne) {
        this.most = most;
        this.mostOfOne = mostOfOne;
    }

    /**
     * Takes so many bytes; {@link #give} must follow.
     *
     * @param key of the caller; null: it has none
     * @throws Refusal 503, or 429 if only this caller has too many, at once, with nothing taken: nobody waits here
     */
    void take(@Nullable String key, long bytes) {
        if (held.addAndGet(bytes) > most) {
            held.addAndGet(-bytes);
            throw Refusal.of(
                    ErrorCode.SERVER_IS_OVERLOADED,
                    "The server holds " + most + " bytes of requests already; this one came on top",
                    null);
        }
        if (key != null && byKey.merge(key, bytes, Long::sum) > mostOfOne) {
            give(key, bytes);
            throw Refusal.of(
                    ErrorCode.SLOW_DOWN,
                    "The server holds " + mostOfOne + " bytes of this key's requests already; this one came on top",
                    null);
        }
    }

    /** @param key as it was given to {@link #take} */
    void give(@Nullable String key, long bytes) {
        held.addAndGet(-bytes);
        if (key != null) {
            byKey.computeIfPresent(key, (name, share) -> share == bytes ? null : share - bytes);
        }
    }

    /** How many bytes are held now. */
    long held() {
        return held.get();
    }
}
