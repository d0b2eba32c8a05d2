package com.plugsky.chat.once;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What one caller has of the room. Its bytes are safe for use by many threads, its answers belong to the {@link Shelf}. */
final class Holding {

    private final Room room;
    private final Predicate<Holding> clearing;
    private final AtomicLong bytes = new AtomicLong();
    private final Set<Entry> kept = new LinkedHashSet<>();
    private final Set<Entry> making = new LinkedHashSet<>();

    /** @param clearing takes something of the room from a caller with more than this one, and says whether it did */
    Holding(Room room, Predicate<Holding> clearing) {
        this.room = room;
        this.clearing = clearing;
    }

    /** Takes so many bytes, or none if there are not as many and nothing can be cleared away. */
    boolean take(int length) {
        while (!room.take(length)) {
            if (!clearing.test(this)) {
                return false;
            }
        }
        bytes.addAndGet(length);
        return true;
    }

    void give(int length) {
        bytes.addAndGet(-length);
        room.give(length);
    }

    long bytes() {
        return bytes.get();
    }

    int places() {
        return kept.size();
    }

    void begin(Entry entry) {
        making.add(entry);
    }

    void keep(Entry entry) {
        kept.add(entry);
    }

    void remove(Entry entry) {
        making.remove(entry);
        kept.remove(entry);
    }

    /** The complete answers, the oldest first. */
    Stream<Entry> kept() {
        return kept.stream();
    }

    /** All answers that take bytes, those that can be done without first. */
    Stream<Entry> written() {
        return Stream.concat(
                kept.stream(), making.stream().filter(entry -> entry.recording().length() > 0));
    }
}
