package com.plugsky.routing;

import com.plugsky.contract.model.Fusion;
import com.plugsky.fleet.Ability;
import com.plugsky.fleet.Tier;
import com.plugsky.fleet.Workspace;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All that routing may look at, and nothing else: equal queries on equal fleets give equal routes.
 *
 * @param model as asked; {@code auto} is {@code plugsky-fusion}
 * @param maxOutputTokens what the caller asked for at most; 0: said nothing
 * @param text of the prompt, for rules on words
 * @param cap the highest tier of the caller's plan; null: no cap
 */
public record RouteQuery(
        String model,
        @Nullable Fusion fusion,
        Set<Ability> needs,
        int promptTokens,
        int maxOutputTokens,
        String text,
        @Nullable Tier cap,
        @Nullable Strategy keyStrategy,
        Workspace workspace,
        Instant now) {

    public RouteQuery {
        needs = Set.copyOf(needs);
    }
}
