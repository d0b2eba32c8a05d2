package com.plugsky.fleet;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One entry of the fleet: a name that callers use, and what is known of the model behind it.
 *
 * @param context the most tokens of prompt and answer together
 * @param maxOutput the most tokens of one answer
 * @param price what it costs; null: unknown
 * @param strength 0 to 1, for routing
 * @param fallbacks ids of the models that answer when every target of this one failed
 * @param mock made to fail on purpose: neither fusion nor the rules choose it
 */
public record Model(
        String id,
        Tier tier,
        int context,
        int maxOutput,
        @Nullable Price price,
        double strength,
        Set<Ability> abilities,
        List<String> fallbacks,
        List<Target> targets,
        boolean mock) {

    public Model {
        abilities = Set.copyOf(abilities);
        fallbacks = List.copyOf(fallbacks);
        targets = List.copyOf(targets);
    }

    public boolean can(Ability ability) {
        return abilities.contains(ability);
    }

    /** How many tokens of prompt fit, however long the answer. */
    public int room() {
        return context - maxOutput;
    }

    /** The most tokens that an answer to this many asked ones takes; 0: the caller asked for no number. */
    public int outputFor(int askedTokens) {
        return askedTokens == 0 ? maxOutput : Math.min(askedTokens, maxOutput);
    }
}
