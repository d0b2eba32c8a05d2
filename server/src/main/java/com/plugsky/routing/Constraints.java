package com.plugsky.routing;

import com.plugsky.error.ErrorCode;
import com.plugsky.error.Refusal;
import com.plugsky.fleet.Ability;
import com.plugsky.fleet.Fleet;
import com.plugsky.fleet.Model;
import com.plugsky.fleet.Tier;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a model must be able to do before any strategy looks at it: the same checks, in the same order, everywhere. */
final class Constraints {

    /** How far a model came, the earliest check first. */
    enum Stage {
        MOCK,
        LIST,
        PLAN,
        ABILITY,
        CONTEXT,
        ABLE
    }

    /** Where one model stopped, and why, in words for the caller. */
    record Verdict(Model model, Stage stage, String because) {}

    private final Fleet fleet;
    private final RouteQuery query;
    private final Set<String> listed;

    /** @param listed the ids that the caller limits the choice to; empty: all */
    Constraints(Fleet fleet, RouteQuery query, Set<String> listed) {
        this.fleet = fleet;
        this.query = query;
        this.listed = listed;
    }

    /** How far this model comes when nobody asked for it by name. */
    Verdict judge(Model model) {
        if (model.mock()) {
            return new Verdict(model, Stage.MOCK, "a mock is never chosen");
        }
        if (!listed.isEmpty() && !listed.contains(model.id())) {
            return new Verdict(model, Stage.LIST, "not in fusion.models");
        }
        if (!inPlan(model)) {
            return new Verdict(model, Stage.PLAN, "not in the " + plan() + " plan");
        }
        Ability missing = missing(model);
        if (missing != null) {
            return new Verdict(model, Stage.ABILITY, words(missing));
        }
        if (!fits(model)) {
            return new Verdict(model, Stage.CONTEXT, "its context of " + model.context() + " tokens is too small");
        }
        return new Verdict(model, Stage.ABLE, "");
    }

    /**
     * Makes sure that a model asked for by its name can answer.
     *
     * @throws Refusal it cannot
     */
    void demand(Model model) {
        if (!inPlan(model)) {
            throw notInPlan(model);
        }
        Ability missing = missing(model);
        if (missing != null) {
            throw Refusal.of(
                    ErrorCode.UNSUPPORTED_VALUE,
                    "The model \"" + model.id() + "\" " + words(missing) + ".",
                    query.needs().get(missing));
        }
        if (!fits(model)) {
            throw tooLong(model);
        }
    }

    /** What the caller is told when no model is left: the fault of the one that came furthest. */
    Refusal nobody(List<Verdict> verdicts) {
        if (verdicts.isEmpty()) {
            return Refusal.of(ErrorCode.UPSTREAM_ERROR, "The upstream has not told its models yet", null);
        }
        Verdict furthest = verdicts.stream()
                .max(Comparator.comparing(Verdict::stage)
                        .thenComparing(verdict -> verdict.model().context()))
                .orElseThrow();
        return switch (furthest.stage()) {
            case CONTEXT -> tooLong(furthest.model());
            case ABILITY -> incapable(furthest.model());
            case PLAN -> notInPlan(furthest.model());
            case MOCK, LIST, ABLE ->
                Refusal.of(
                        ErrorCode.INVALID_VALUE,
                        "fusion.models: only mocks (expected: a model that answers)",
                        "fusion.models");
        };
    }

    private boolean inPlan(Model model) {
        return query.cap() == null || model.tier().within(query.cap());
    }

    private String plan() {
        return Objects.requireNonNull(query.cap()).wire();
    }

    private @Nullable Ability missing(Model model) {
        for (Ability need : Ability.values()) {
            if (query.needs().containsKey(need) && !model.can(need)) {
                return need;
            }
        }
        return null;
    }

    private static String words(Ability missing) {
        return switch (missing) {
            case TOOLS -> "cannot call tools";
            case JSON -> "cannot answer in JSON";
            case VISION -> "cannot see images";
            case REASONING -> "cannot reason";
        };
    }

    private boolean fits(Model model) {
        return needed() <= model.context();
    }

    /** The prompt, and room for the answer that the caller allows, or for one token if it says nothing. */
    private long needed() {
        return (long) query.promptTokens() + Math.max(1, query.maxOutputTokens());
    }

    private Refusal incapable(Model furthest) {
        Ability missing = Objects.requireNonNull(missing(furthest));
        return Refusal.of(
                ErrorCode.UNSUPPORTED_VALUE,
                "No model that may be chosen can do this; \"" + furthest.id() + "\" " + words(missing) + ".",
                query.needs().get(missing));
    }

    private Refusal tooLong(Model model) {
        return query.promptTokens() <= fleet.largestContext()
                ? ContextRefusal.of(model, query.promptTokens(), Math.max(1, query.maxOutputTokens()))
                : ContextRefusal.ofMoreThan(model, fleet.largestContext());
    }

    private Refusal notInPlan(Model model) {
        Tier cap = Objects.requireNonNull(query.cap());
        String best = fleet.models().stream()
                .filter(other -> !other.mock() && other.tier().within(cap))
                .max(Comparator.comparingDouble(Model::strength).thenComparing(Model::id))
                .map(Model::id)
                .orElse("none");
        return Refusal.of(
                ErrorCode.MODEL_NOT_AVAILABLE,
                "Model \"" + model.id() + "\" is not available on your \"" + cap.wire() + "\" plan (cap: " + best + ")",
                "model");
    }
}
