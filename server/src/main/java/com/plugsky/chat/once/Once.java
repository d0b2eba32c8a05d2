package com.plugsky.chat.once;

import com.plugsky.access.Caller;
import com.plugsky.error.ErrorCode;
import com.plugsky.error.Refusal;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;

/**
 * The answers that were asked for with an {@code Idempotency-Key}: kept for some time, and given to whoever sends the same key
 * and body again.
 *
 * <p>A key is the caller's own. Only a complete answer is kept, from its end on; a failure frees the key. When there is no
 * room, the oldest answers of the caller who has most of it go. Safe for use by many threads.
 */
public final class Once {

    /** The name of the request's header. */
    public static final String KEY = "Idempotency-Key";

    /** The header, {@code true}, of an answer that was made for an earlier request. */
    public static final String REPLAYED = "idempotency-replayed";

    private static final Pattern USABLE = Pattern.compile("[\\x21-\\x7E]{1,255}");

    private final LongSupplier nanoTime;
    private final Shelf shelf;

    /**
     * How much is kept.
     *
     * @param allBytes of all answers together, those being made included
     * @param answerBytes of one answer; a longer one is not kept
     * @param answers how many are kept at most
     * @param kept how long, from the answer's end
     */
    public record Bounds(long allBytes, int answerBytes, int answers, Duration kept) {}

    public Once(Bounds bounds, LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.shelf = new Shelf(bounds);
    }

    /**
     * Says whose turn it is.
     *
     * @throws Refusal 400 for a key that is not usable, 422 for one that came with another body before
     */
    public Turn claim(Caller caller, String key, byte[] body) {
        if (!USABLE.matcher(key).matches()) {
            throw Refusal.of(
                    ErrorCode.INVALID_VALUE, KEY + ": not usable (expected: 1 to 255 printable ASCII characters)", KEY);
        }
        byte[] hash = hash(body);
        var scoped = new Scoped(caller.keyId(), key);
        synchronized (shelf) {
            shelf.forgetOld(nanoTime.getAsLong());
            Entry entry = shelf.usable(scoped);
            if (entry == null) {
                Entry begun = shelf.begin(scoped, hash);
                return new Turn.First(begun.recording(), () -> shelf.end(begun, nanoTime.getAsLong()));
            }
            if (!MessageDigest.isEqual(entry.bodyHash(), hash)) {
                throw Refusal.of(
                        ErrorCode.IDEMPOTENCY_KEY_REUSED,
                        KEY + ": came with another body before (expected: a new key, or the same body)",
                        KEY);
            }
            entry.recording().join();
            return new Turn.Again(entry.recording());
        }
    }

    private static byte[] hash(byte[] body) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(body);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
