package com.plugsky.observe;

import com.plugsky.access.Caller;
import com.plugsky.access.Role;
import com.plugsky.error.ErrorCode;
import com.plugsky.error.Refusal;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The newest requests, in memory: bounded, and each caller sees its own. Safe for use by many threads. */
public final class RequestLog {

    /** How many entries a page holds if the caller does not say. */
    public static final int USUAL_PAGE = 20;

    private final byte[][] ring;
    private final PackedEntry packed = new PackedEntry();
    private long added;

    /** @param capacity how many entries are remembered; an older one is forgotten for each one more */
    public RequestLog(int capacity) {
        this.ring = new byte[capacity][];
    }

    /** Remembers an entry in place of the oldest. */
    public synchronized void add(RequestEntry entry) {
        if (ring.length > 0) {
            int at = (int) (added++ % ring.length);
            ring[at] = packed.pack(entry, ring[at]);
        }
    }

    /**
     * The entries that a caller may see: its own; for an admin all of its workspace.
     *
     * @param after the id of the entry that the page follows; null: the page starts with the newest
     * @throws Refusal {@code after} is not, or no longer, an entry that the caller may see
     */
    public synchronized Page page(Caller caller, int limit, @Nullable String after) {
        Iterator<RequestEntry> visible =
                newestFirst().filter(entry -> sees(caller, entry)).iterator();
        if (after != null) {
            skipTo(visible, after);
        }
        List<RequestEntry> entries = new ArrayList<>();
        while (entries.size() < limit && visible.hasNext()) {
            entries.add(visible.next());
        }
        return new Page(entries, visible.hasNext());
    }

    private Stream<RequestEntry> newestFirst() {
        return LongStream.rangeClosed(1, Math.min(added, ring.length))
                .mapToObj(back -> PackedEntry.unpacked(ring[(int) ((added - back) % ring.length)]));
    }

    private static void skipTo(Iterator<RequestEntry> visible, String after) {
        while (visible.hasNext()) {
            if (visible.next().id().equals(after)) {
                return;
            }
        }
        throw Refusal.of(ErrorCode.INVALID_VALUE, "after: not in the log (expected: the last_id of a page)", "after");
    }

    private static boolean sees(Caller caller, RequestEntry entry) {
        Caller owner = entry.caller();
        return owner.workspace().equals(caller.workspace())
                && (caller.role().allows(Role.ADMIN) || owner.keyId().equals(caller.keyId()));
    }
}
