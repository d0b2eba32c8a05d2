package com.plugsky.fleet;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One entry of the fleet: a name that callers use, and what is known of the model behind it.
 *
 * <p>What is not known of a model passes: its server decides.
 *
 * @param context the most tokens of prompt and answer together; {@link #UNKNOWN}: not known
 * @param maxOutput the most tokens of one answer; {@link #UNKNOWN}: not known
 * @param price what it costs; null: unknown
 * @param strength 0 to 1, for routing
 * @param abilities what it can do beyond text; null: not known
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
        @Nullable Set<Ability> abilities,
        List<String> fallbacks,
        List<Target> targets,
        boolean mock) {

    /** A number of tokens that nobody told. */
    public static final int UNKNOWN = Integer.MAX_VALUE;

    public Model {
        abilities = abilities == null ? null : Set.copyOf(abilities);
        fallbacks = List.copyOf(fallbacks);
        targets = List.copyOf(targets);
    }

    /** One of which only its server knows more. */
    static Model unknown(String id, Target target, int context, double strength) {
        return new Model(id, Tier.FREE, context, UNKNOWN, null, strength, null, List.of(), List.of(target), false);
    }

    public boolean can(Ability ability) {
        return abilities == null || abilities.contains(ability);
    }

    /** How many tokens of prompt fit, however long the answer; of an answer without a known end, as long as it leaves room. */
    public int room() {
        return context == UNKNOWN ? UNKNOWN : context - Math.min(maxOutput, context);
    }

    /** The most tokens that an answer to this many asked ones takes; 0: the caller asked for no number. */
    public int outputFor(int askedTokens) {
        return askedTokens == 0 ? maxOutput : Math.min(askedTokens, maxOutput);
    }
}
