package com.plugsky.routing;

import com.plugsky.contract.model.Fusion;
import com.plugsky.error.ErrorCode;
import com.plugsky.error.Refusal;
import com.plugsky.fleet.Fleet;
import com.plugsky.fleet.Model;
import com.plugsky.fleet.Target;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The choice of models for a request: a pure function, equal queries on equal fleets give equal routes.
 *
 * <p>A concrete model is its own first candidate, its fallbacks come after it. {@link #FUSION} looks at the whole fleet:
 * constraints first, then the strategy. Safe for use by many threads.
 */
public final class Router {

    /** The id that leaves the choice to the router. */
    public static final String FUSION = "plugsky-fusion";

    /** Another name of {@link #FUSION}. */
    public static final String AUTO = "auto";

    /** How many models one request is tried on at most. */
    static final int MAX_MODELS = 8;

    /** Whether this id leaves the choice to the router. */
    public static boolean chooses(String model) {
        return model.equals(FUSION) || model.equals(AUTO);
    }

    /**
     * Decides.
     *
     * @throws Refusal the model is unknown (404), not in the caller's plan (403), or cannot do what is asked (400)
     */
    public Route route(Fleet fleet, RouteQuery query) {
        return chooses(query.model()) ? fusion(fleet, query) : concrete(fleet, query);
    }

    private static Route concrete(Fleet fleet, RouteQuery query) {
        Model asked = fleet.model(query.model());
        if (asked == null) {
            throw unknown(fleet, query.model(), "model");
        }
        var constraints = new Constraints(fleet, query, Set.of());
        constraints.demand(asked);
        List<PassedOver> passedOver = new ArrayList<>();
        List<Model> models = new ArrayList<>(List.of(asked));
        for (String id : asked.fallbacks()) {
            Model fallback = Objects.requireNonNull(fleet.model(id), "fallbacks are checked when the fleet is read");
            Constraints.Verdict verdict = constraints.judge(fallback);
            if (verdict.stage() == Constraints.Stage.ABLE) {
                models.add(fallback);
            } else {
                passedOver.add(new PassedOver(fallback, verdict.because()));
            }
        }
        List<String> ignored = query.fusion() == null ? List.of() : List.of("fusion");
        return new Route(candidates(models), query.model(), null, null, null, features(query), passedOver, ignored);
    }

    private static Route fusion(Fleet fleet, RouteQuery query) {
        Strategy strategy = strategy(query);
        var constraints = new Constraints(fleet, query, listed(fleet, query.fusion()));
        List<PassedOver> passedOver = new ArrayList<>();
        List<Model> able = new ArrayList<>();
        List<Constraints.Verdict> refused = new ArrayList<>();
        for (Model model : fleet.models()) {
            Constraints.Verdict verdict = constraints.judge(model);
            if (verdict.stage() == Constraints.Stage.ABLE) {
                able.add(model);
            } else {
                refused.add(verdict);
                passedOver.add(new PassedOver(model, verdict.because()));
            }
        }
        if (able.isEmpty()) {
            throw constraints.nobody(refused);
        }
        List<Model> ranked = new Ranking(able, query).by(strategy);
        List<Model> tried = ranked.subList(0, Math.min(MAX_MODELS, ranked.size()));
        ranked.subList(tried.size(), ranked.size())
                .forEach(
                        model -> passedOver.add(new PassedOver(model, "behind the " + MAX_MODELS + " that are tried")));
        return new Route(
                candidates(tried),
                query.model(),
                strategy,
                null,
                null,
                features(query),
                passedOver,
                ignored(query, strategy));
    }

    /** Request before key before workspace before the default. */
    private static Strategy strategy(RouteQuery query) {
        Fusion fusion = query.fusion();
        if (fusion != null && fusion.getStrategy() != null) {
            Strategy asked = Strategy.of(fusion.getStrategy().getValue());
            if (asked == Strategy.CUSTOM) {
                throw Refusal.of(
                        ErrorCode.INVALID_VALUE,
                        "fusion.strategy: custom (expected: balanced, cost_saver or max_quality;"
                                + " this workspace has no rules)",
                        "fusion.strategy");
            }
            return asked;
        }
        if (query.keyStrategy() != null && query.keyStrategy() != Strategy.CUSTOM) {
            return query.keyStrategy();
        }
        Strategy ofWorkspace = query.workspace().strategy();
        return ofWorkspace == null || ofWorkspace == Strategy.CUSTOM ? Strategy.BALANCED : ofWorkspace;
    }

    private static Set<String> listed(Fleet fleet, @Nullable Fusion fusion) {
        if (fusion == null || fusion.getModels() == null) {
            return Set.of();
        }
        List<String> models = fusion.getModels();
        for (int i = 0; i < models.size(); i++) {
            if (fleet.model(models.get(i)) == null) {
                throw unknown(fleet, models.get(i), "fusion.models[" + i + "]");
            }
        }
        return new LinkedHashSet<>(models);
    }

    /** Quality is a floor where cost counts; the strongest needs none. */
    private static List<String> ignored(RouteQuery query, Strategy strategy) {
        Fusion fusion = query.fusion();
        boolean quality = fusion != null && fusion.getQuality() != null;
        return quality && strategy == Strategy.MAX_QUALITY ? List.of("fusion.quality") : List.of();
    }

    private static List<String> features(RouteQuery query) {
        return query.needs().keySet().stream().sorted().map(need -> need.wire()).toList();
    }

    private static List<Candidate> candidates(List<Model> models) {
        List<Candidate> candidates = new ArrayList<>();
        for (Model model : models) {
            for (Target target : model.targets()) {
                candidates.add(new Candidate(model, target));
            }
        }
        return candidates;
    }

    private static Refusal unknown(Fleet fleet, String model, String param) {
        return Refusal.of(ErrorCode.MODEL_NOT_FOUND, fleet.unknown(model), param);
    }
}
