package com.plugsky.chat.once;

import com.plugsky.access.Caller;
import com.plugsky.error.ErrorCode;
import com.plugsky.error.Refusal;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;

/**
 * The answers that were asked for with an {@code Idempotency-Key}: kept for some time, and given to whoever sends the same key
 * and body again.
 *
 * <p>A key is the caller's own. Only a complete answer is kept; a failure frees the key. Safe for use by many threads.
 */
public final class Once {

    /** The name of the request's header. */
    public static final String KEY = "Idempotency-Key";

    /** The header, {@code true}, of an answer that was made for an earlier request. */
    public static final String REPLAYED = "idempotency-replayed";

    private static final Pattern USABLE = Pattern.compile("[\\x21-\\x7E]{1,255}");

    private final Bounds bounds;
    private final LongSupplier nanoTime;
    private final Room room;
    private final Map<Scoped, Entry> entries = new LinkedHashMap<>();

    /**
     * How much is kept.
     *
     * @param allBytes of all answers together
     * @param answerBytes of one answer; a longer one is not kept
     * @param answers how many at most
     * @param kept how long
     */
    public record Bounds(long allBytes, int answerBytes, int answers, Duration kept) {}

    private record Scoped(String caller, String key) {}

    private record Entry(byte[] bodyHash, Recording recording, long since) {}

    public Once(Bounds bounds, LongSupplier nanoTime) {
        this.bounds = bounds;
        this.nanoTime = nanoTime;
        this.room = new Room(bounds.allBytes());
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
        synchronized (entries) {
            forgetOld();
            Entry entry = entries.get(scoped);
            if (entry != null && entry.recording().usable()) {
                if (!MessageDigest.isEqual(entry.bodyHash(), hash)) {
                    throw Refusal.of(
                            ErrorCode.IDEMPOTENCY_KEY_REUSED,
                            KEY + ": came with another body before (expected: a new key, or the same body)",
                            KEY);
                }
                entry.recording().join();
                return new Turn.Again(entry.recording());
            }
            return first(scoped, hash);
        }
    }

    private Turn.First first(Scoped scoped, byte[] hash) {
        var entry = new Entry(hash, new Recording(room, bounds.answerBytes()), nanoTime.getAsLong());
        if (entries.size() < bounds.answers()) {
            entries.put(scoped, entry);
        } else {
            entry.recording().drop();
        }
        return new Turn.First(entry.recording(), () -> ended(scoped, entry));
    }

    /** An answer that cannot be had again is none. */
    private void ended(Scoped scoped, Entry entry) {
        if (!entry.recording().kept()) {
            synchronized (entries) {
                entries.remove(scoped, entry);
            }
            entry.recording().whenUnfollowed(entry.recording()::drop);
        }
    }

    private void forgetOld() {
        long oldest = nanoTime.getAsLong() - bounds.kept().toNanos();
        Iterator<Entry> all = entries.values().iterator();
        while (all.hasNext()) {
            Entry entry = all.next();
            if (entry.since() - oldest > 0) {
                return;
            }
            if (entry.recording().kept() && !entry.recording().followed()) {
                all.remove();
                entry.recording().drop();
            }
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
