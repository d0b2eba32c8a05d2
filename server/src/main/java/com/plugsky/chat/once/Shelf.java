package com.plugsky.chat.once;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The answers that can be shared: those being made, and the complete ones until they are too old or their room is needed.
 *
 * <p>Room is taken from whoever has most of it, so that no caller pushes out what another with less has. Safe for use by many
 * threads; whoever looks and then acts holds its monitor.
 */
final class Shelf {

    private final Once.Bounds bounds;
    private final Room room;
    private final long placeBytes;
    private final Map<Scoped, Entry> making = new HashMap<>();
    private final Map<Scoped, Kept> byAge = new LinkedHashMap<>();
    private final Map<String, Holding> holdings = new HashMap<>();

    private record Kept(Entry entry, long since) {}

    /** What a holding weighed when it was looked at: others write on meanwhile. */
    private record Weighed(Holding holding, long weight) {}

    Shelf(Once.Bounds bounds) {
        this.bounds = bounds;
        room = new Room(bounds.allBytes());
        placeBytes = bounds.allBytes() / Math.max(1, bounds.answers());
    }

    /** The answer that has this name and can be given once more, or null. */
    synchronized @Nullable Entry usable(Scoped name) {
        Kept kept = byAge.get(name);
        Entry entry = kept == null ? making.get(name) : kept.entry();
        return entry != null && entry.recording().usable() ? entry : null;
    }

    /** Begins an answer, which {@link #end} must follow. There are as many as requests are admitted. */
    synchronized Entry begin(Scoped name, byte[] bodyHash) {
        Holding holding = holdings.computeIfAbsent(name.caller(), _ -> new Holding(room, this::clearBytes));
        var entry = new Entry(name, bodyHash, new Recording(holding, bounds.answerBytes()), holding);
        making.put(name, entry);
        holding.begin(entry);
        return entry;
    }

    /** Keeps the answer from now on, if it is complete and there is a place for it. */
    synchronized void end(Entry entry, long now) {
        making.remove(entry.name(), entry);
        entry.holding().remove(entry);
        if (entry.recording().kept() && placeFor(entry.holding())) {
            byAge.put(entry.name(), new Kept(entry, now));
            entry.holding().keep(entry);
        } else {
            entry.release();
        }
    }

    private boolean placeFor(Holding holding) {
        while (byAge.size() >= bounds.answers()) {
            if (!clear(holding, Holding::kept)) {
                return false;
            }
        }
        return true;
    }

    /** Drops what has been kept for long enough. */
    synchronized void forgetOld(long now) {
        Iterator<Kept> all = byAge.values().iterator();
        while (all.hasNext()) {
            Kept old = all.next();
            if (now - old.since() < bounds.kept().toNanos()) {
                return;
            }
            all.remove();
            old.entry().holding().remove(old.entry());
            old.entry().release();
        }
    }

    private synchronized boolean clearBytes(Holding asking) {
        return clear(asking, Holding::written);
    }

    /** Drops one answer that nobody reads, of whoever has most; of nobody who has less than the one that asks. */
    private boolean clear(Holding asking, Function<Holding, Stream<Entry>> among) {
        long least = weighed(asking).weight();
        Optional<Entry> due = holdings.values().stream()
                .map(this::weighed)
                .filter(holder -> holder.weight() >= least)
                .sorted(Comparator.comparingLong(Weighed::weight).reversed())
                .flatMap(holder -> among.apply(holder.holding()))
                .filter(entry -> !entry.recording().followed())
                .findFirst();
        due.ifPresent(this::drop);
        return due.isPresent();
    }

    /** A full number of answers weighs as much as a full room. */
    private Weighed weighed(Holding holding) {
        return new Weighed(holding, holding.bytes() + placeBytes * holding.places());
    }

    private void drop(Entry entry) {
        making.remove(entry.name(), entry);
        byAge.computeIfPresent(entry.name(), (_, kept) -> kept.entry() == entry ? null : kept);
        entry.holding().remove(entry);
        entry.recording().drop();
    }
}
