package com.plugsky.access;

import com.plugsky.routing.Strategy;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One key as its file knows it; the key itself is nowhere.
 *
 * @param id names the key in the log and for {@code keys revoke}
 * @param sha256 of the whole key, in lower-case hexadecimal
 * @param expires from when on it is refused; null: never
 */
public record KeyEntry(
        String id,
        String sha256,
        Role role,
        String workspace,
        @Nullable String tierCap,
        @Nullable Strategy strategy,
        Instant created,
        @Nullable Instant expires) {

    Caller caller() {
        return new Caller(id, workspace, role, tierCap, strategy);
    }

    boolean expiredAt(Instant now) {
        return expires != null && !now.isBefore(expires);
    }
}
