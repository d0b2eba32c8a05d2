package com.plugsky.observe;

import com.plugsky.access.Caller;
import com.plugsky.engine.Trace;
import com.plugsky.error.ErrorCode;
import com.plugsky.routing.Candidate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is noted of one request on its way through the server, from its first byte to its last; never what was said.
 *
 * <p>Each layer notes what it knows, the outermost hands it to the {@link Observer} in the end. One request's thread writes;
 * only {@link #failed} may come from another.
 */
public final class Passage {

    /** How much of a caller's own id is kept. */
    private static final int MAX_CLIENT_ID = 128;

    private final String id;
    private final Trace trace;
    private final @Nullable String clientId;
    private final List<Attempt> attempts = new ArrayList<>(1);
    private volatile @Nullable ErrorCode error;
    private @Nullable String operation;
    private @Nullable Caller caller;
    private @Nullable RequestEntry entry;
    private Set<String> repairs = Set.of();
    private boolean repeated;

    /**
     * A request of which nothing more is known yet.
     *
     * @param clientId the caller's own id of it, as it came; what is not plain ASCII is not kept
     */
    public Passage(String id, Trace trace, @Nullable String clientId) {
        this.id = id;
        this.trace = trace;
        this.clientId = bounded(clientId);
    }

    /**
     * One target that was tried.
     *
     * @param startNanos as {@link System#nanoTime} tells it
     */
    public record Attempt(Candidate candidate, long startNanos) {}

    /** The path of the operation that was asked for, as the contract writes it, and who asked; either may be unknown. */
    public void asks(@Nullable String path, @Nullable Caller who) {
        operation = path;
        caller = who;
    }

    /** A target is tried. */
    public void tries(Candidate candidate) {
        attempts.add(new Attempt(candidate, System.nanoTime()));
    }

    /** The caller is told of a fault; the first one counts. */
    public void failed(ErrorCode code) {
        if (error == null) {
            error = code;
        }
    }

    /** A model was chosen and has answered or failed; {@code what} was put right in its answer. */
    public void answered(RequestEntry how, Set<String> what) {
        entry = how;
        repairs = what;
    }

    /** An answer was sent that had been made before. */
    public void repeated(RequestEntry how) {
        entry = how;
        repeated = true;
    }

    public String id() {
        return id;
    }

    public Trace trace() {
        return trace;
    }

    /** The caller's own id of the request; null if it gave none. */
    public @Nullable String clientId() {
        return clientId;
    }

    public @Nullable ErrorCode error() {
        return error;
    }

    public @Nullable String operation() {
        return operation;
    }

    public @Nullable Caller caller() {
        return caller;
    }

    /** Whether the answer had been made before, for an earlier request with the same idempotency key. */
    public boolean repeated() {
        return repeated;
    }

    /** How the chat request ended; null if no model was chosen for it. */
    public @Nullable RequestEntry entry() {
        return entry;
    }

    /** Names of what was put right in the answer, in their order. */
    public Set<String> repairs() {
        return repairs;
    }

    public List<Attempt> attempts() {
        return attempts;
    }

    /** Whether a model answered that fails on purpose. */
    public boolean mock() {
        return !attempts.isEmpty() && attempts.getLast().candidate().model().mock();
    }

    /** What kind of error it ended with; null if with none. */
    public @Nullable String errorType() {
        if (entry != null && entry.ending().outcome() == Outcome.CANCELLED) {
            return Outcome.CANCELLED.wire();
        }
        if (error != null) {
            return error.code();
        }
        return entry != null && entry.ending().outcome() == Outcome.ERROR ? "_OTHER" : null;
    }

    private static @Nullable String bounded(@Nullable String text) {
        if (text == null || text.isEmpty() || !text.chars().allMatch(c -> c > ' ' && c <= '~')) {
            return null;
        }
        return text.length() <= MAX_CLIENT_ID ? text : text.substring(0, MAX_CLIENT_ID);
    }
}
