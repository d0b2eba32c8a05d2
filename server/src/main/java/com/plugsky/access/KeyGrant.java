package com.plugsky.access;

import com.plugsky.routing.Strategy;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a new key is to be allowed.
 *
 * @param tierCap {@code free} or {@code pro}; null: no cap
 * @param expires null: never
 */
public record KeyGrant(
        Role role,
        String workspace,
        @Nullable String tierCap,
        @Nullable Strategy strategy,
        @Nullable Instant expires) {

    /** A key that may ask models, in the default workspace, without cap or end. */
    public static KeyGrant infer() {
        return new KeyGrant(Role.INFER, Caller.DEFAULT_WORKSPACE, null, null, null);
    }
}
