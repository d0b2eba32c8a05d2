package com.plugsky.access;

import com.plugsky.routing.Strategy;
import org.jspecify.annotations.Nullable;

/**
 * The one who calls, as their key describes them.
 *
 * @param keyId the key's public name, never the key itself
 * @param tierCap {@code free} or {@code pro}: the highest tier of models that the key may use; null is no cap
 * @param strategy the routing strategy for requests that name none; null leaves it to the workspace
 */
public record Caller(
        String keyId,
        String workspace,
        Role role,
        @Nullable String tierCap,
        @Nullable Strategy strategy) {
    /** The workspace of callers that were given none. */
    public static final String DEFAULT_WORKSPACE = "default";

    private static final String OPEN = "open";

    /** Bound by the filter around every operation that needs a key, on the request's thread only. */
    public static final ScopedValue<Caller> CURRENT = ScopedValue.newInstance();

    /** The caller of a server without keys, who may do all that {@link Role#INFER} may. */
    public static Caller open() {
        return new Caller(OPEN, DEFAULT_WORKSPACE, Role.INFER, null, null);
    }

    /** Whether it called a server without keys, whose callers cannot be told apart. */
    public boolean isOpen() {
        return keyId.equals(OPEN);
    }
}
