package com.plugsky.routing;

import com.plugsky.contract.model.Fusion;
import com.plugsky.fleet.Ability;
import com.plugsky.fleet.Model;
import com.plugsky.fleet.Price;
import com.plugsky.fleet.Tier;
import com.plugsky.fleet.Workspace;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that routing may look at, and nothing else: equal queries on equal fleets give equal routes.
 *
 * @param model as asked; {@code auto} is {@code plugsky-fusion}
 * @param needs what a model must be able to do, and which parameter asks for it
 * @param maxOutputTokens what the caller asked for at most; 0: said nothing
 * @param text of the prompt, for rules on words
 * @param cap the highest tier of the caller's plan; null: no cap
 */
public record RouteQuery(
        String model,
        @Nullable Fusion fusion,
        Map<Ability, String> needs,
        int promptTokens,
        int maxOutputTokens,
        CharSequence text,
        @Nullable Tier cap,
        @Nullable Strategy keyStrategy,
        Workspace workspace,
        Instant now) {

    /** How long an answer is taken to be when the caller set no end. */
    private static final int EXPECTED_OUTPUT_TOKENS = 256;

    public RouteQuery {
        needs = Map.copyOf(needs);
    }

    /** The tokens that prompt and answer are expected to take on this model. */
    public long tokensOn(Model model) {
        return (long) promptTokens + expectedOutput(model);
    }

    /** What the request is expected to cost on this model, in USD; null: its price is not known. */
    public @Nullable BigDecimal costOn(Model model) {
        Price price = model.price();
        return price == null ? null : price.of(promptTokens, expectedOutput(model));
    }

    private int expectedOutput(Model model) {
        return model.outputFor(maxOutputTokens == 0 ? EXPECTED_OUTPUT_TOKENS : maxOutputTokens);
    }
}
