package com.plugsky.chat.once;

import com.plugsky.engine.EngineFailure;
import com.plugsky.engine.Sink;
import com.plugsky.engine.Usage;
import com.plugsky.error.Refusal;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What one answer has written so far, for those who ask for the same while it is made and afterwards.
 *
 * <p>One thread writes, any number follow. An answer that nobody follows and that becomes too long is given up; one that
 * is followed goes on as long as {@link Holding} finds room for it.
 */
final class Recording {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition more = lock.newCondition();
    private final Holding holding;
    private final int mostBytes;
    private final List<byte[]> pieces = new ArrayList<>();
    private Map<String, String> head = Map.of();
    private boolean events;
    private int bytes;
    private int followers;
    private boolean dropped;
    private @Nullable End end;
    private List<Runnable> whenUnfollowed = List.of();

    /** @param mostBytes up to which it is kept if nobody follows */
    Recording(Holding holding, int mostBytes) {
        this.holding = holding;
        this.mostBytes = mostBytes;
    }

    /** Notes headers of the answer, before its first bytes. */
    void head(Map<String, String> headers) {
        lock.lock();
        try {
            var all = new LinkedHashMap<>(head);
            all.putAll(headers);
            head = all;
        } finally {
            lock.unlock();
        }
    }

    /** Notes what was written, unless the answer has been given up. */
    void write(byte[] from, int offset, int length, boolean asEvents) {
        if (!fits(length)) {
            return;
        }
        // without the lock: clearing the room looks at other recordings
        boolean taken = holding.take(length);
        lock.lock();
        try {
            if (!taken || dropped) {
                holding.give(taken ? length : 0);
                drop();
                return;
            }
            events = asEvents;
            bytes += length;
            byte[] piece = new byte[length];
            System.arraycopy(from, offset, piece, 0, length);
            pieces.add(piece);
            more.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Whether more is to be noted; gives up what nobody follows and would be too long. */
    private boolean fits(int length) {
        lock.lock();
        try {
            if (followers == 0 && bytes + length > mostBytes) {
                drop();
            }
            return !dropped;
        } finally {
            lock.unlock();
        }
    }

    /** Gives up what was written: it cannot be had a second time. */
    void drop() {
        lock.lock();
        try {
            dropped = true;
            pieces.clear();
            holding.give(bytes);
            bytes = 0;
            more.signalAll();
        } finally {
            lock.unlock();
        }
    }

    void complete() {
        end(new End.Complete());
    }

    void fail(EngineFailure failure) {
        end(new End.Failed(failure));
    }

    void refuse(Refusal refusal) {
        end(new End.Refused(refusal));
    }

    /** Ends it without a word: whoever made it left. */
    void lose() {
        end(new End.Lost());
    }

    private void end(End how) {
        lock.lock();
        try {
            if (end == null) {
                end = how;
                more.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Whether it is complete and not too long to be had again. */
    boolean kept() {
        lock.lock();
        try {
            return !dropped && end instanceof End.Complete && bytes <= mostBytes;
        } finally {
            lock.unlock();
        }
    }

    /** Whether another request can be answered with it, now or later. */
    boolean usable() {
        lock.lock();
        try {
            return !dropped && (end == null || end instanceof End.Complete);
        } finally {
            lock.unlock();
        }
    }

    /** How many bytes it has so far. */
    int length() {
        lock.lock();
        try {
            return bytes;
        } finally {
            lock.unlock();
        }
    }

    boolean followed() {
        lock.lock();
        try {
            return followers > 0;
        } finally {
            lock.unlock();
        }
    }

    /** Runs the action, beside those before it, when the last follower has left; at once if there is none. */
    void whenUnfollowed(Runnable action) {
        lock.lock();
        try {
            if (followers > 0) {
                whenUnfollowed = whenUnfollowed.isEmpty() ? new ArrayList<>(2) : whenUnfollowed;
                whenUnfollowed.add(action);
                return;
            }
        } finally {
            lock.unlock();
        }
        action.run();
    }

    /** Says that somebody will follow; {@link #follow} must come. */
    void join() {
        lock.lock();
        try {
            followers++;
        } finally {
            lock.unlock();
        }
    }

    private void leave() {
        List<Runnable> due = List.of();
        lock.lock();
        try {
            if (--followers == 0) {
                due = whenUnfollowed;
                whenUnfollowed = List.of();
            }
        } finally {
            lock.unlock();
        }
        due.forEach(Runnable::run);
    }

    /**
     * Writes the answer once more, as far as it is made and then as it comes.
     *
     * @throws EngineFailure as the first one failed, or it was lost
     */
    void follow(Sink sink) throws IOException, EngineFailure {
        try {
            sink.onGone(this::wake);
            int written = 0;
            while (true) {
                Piece piece = next(written, sink);
                if (piece.bytes == null) {
                    finish(piece, sink);
                    return;
                }
                if (written == 0) {
                    sink.head(headCopy());
                }
                written++;
                if (piece.events) {
                    sink.event(piece.bytes, 0, piece.bytes.length);
                } else {
                    sink.json(piece.bytes);
                }
            }
        } finally {
            leave();
        }
    }

    /** One piece, or the end. */
    private record Piece(
            byte @Nullable [] bytes,
            boolean events,
            @Nullable End end) {}

    private Piece next(int index, Sink sink) throws IOException {
        lock.lock();
        try {
            while (!dropped && index >= pieces.size() && end == null && !sink.gone()) {
                more.awaitUninterruptibly();
            }
            if (sink.gone()) {
                throw new IOException("nobody waits for this answer any more");
            }
            if (!dropped && index < pieces.size()) {
                return new Piece(pieces.get(index), events, null);
            }
            boolean cut = dropped && (end == null || end instanceof End.Complete);
            return new Piece(null, events, cut ? new End.Lost() : end);
        } finally {
            lock.unlock();
        }
    }

    private static void finish(Piece last, Sink sink) throws IOException, EngineFailure {
        switch (last.end) {
            case End.Complete complete -> sink.end(Usage.NONE);
            case End.Failed failed -> throw failed.failure();
            case End.Refused refused -> throw refused.refusal();
            case End.Lost lost -> throw Lost.failure();
            case null -> throw new IllegalStateException("an answer without an end");
        }
    }

    private Map<String, String> headCopy() {
        lock.lock();
        try {
            return Map.copyOf(head);
        } finally {
            lock.unlock();
        }
    }

    private void wake() {
        lock.lock();
        try {
            more.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
