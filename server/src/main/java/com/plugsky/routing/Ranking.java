package com.plugsky.routing;

import com.plugsky.fleet.Model;
import com.plugsky.fleet.Price;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The order in which a strategy tries the models that can answer: total, so that no two orders are possible. */
final class Ranking {

    /** How long an answer is taken to be when the caller set no end. */
    private static final int EXPECTED_OUTPUT_TOKENS = 256;

    private static final Comparator<Model> STRONGEST =
            Comparator.comparingDouble(Model::strength).reversed();

    private Ranking() {}

    /** All of {@code able}, the choice first; behind it, whoever is stronger than the choice before the others. */
    static List<Model> rank(Strategy strategy, List<Model> able, RouteQuery query) {
        Comparator<Model> cheapest = Comparator.comparing(
                model -> cost(model, query), Comparator.nullsLast(Comparator.<BigDecimal>naturalOrder()));
        Comparator<Model> byPrice = cheapest.thenComparing(STRONGEST).thenComparing(Model::id);
        Comparator<Model> byStrength = STRONGEST.thenComparing(cheapest).thenComparing(Model::id);
        return switch (strategy) {
            case COST_SAVER -> atLeast(able.stream().min(byPrice).orElseThrow().strength(), able, byPrice, byStrength);
            case BALANCED, CUSTOM -> atLeast(median(able), able, byPrice, byStrength);
            case MAX_QUALITY -> able.stream().sorted(byStrength).toList();
        };
    }

    /** What the request is expected to cost on this model, in USD; null: its price is unknown. */
    static @Nullable BigDecimal cost(Model model, RouteQuery query) {
        Price price = model.price();
        return price == null ? null : price.of(query.promptTokens(), outputTokens(model, query));
    }

    static int outputTokens(Model model, RouteQuery query) {
        int asked = query.maxOutputTokens() == 0 ? EXPECTED_OUTPUT_TOKENS : query.maxOutputTokens();
        return model.outputFor(asked);
    }

    /** The ones at or above the strength in the first order, then the weaker ones in the second. */
    private static List<Model> atLeast(
            double strength, List<Model> able, Comparator<Model> first, Comparator<Model> second) {
        List<Model> ranked = new ArrayList<>();
        able.stream().filter(model -> model.strength() >= strength).sorted(first).forEach(ranked::add);
        able.stream().filter(model -> model.strength() < strength).sorted(second).forEach(ranked::add);
        return ranked;
    }

    private static double median(List<Model> able) {
        double[] strengths = able.stream().mapToDouble(Model::strength).sorted().toArray();
        int middle = strengths.length / 2;
        return strengths.length % 2 == 1 ? strengths[middle] : (strengths[middle - 1] + strengths[middle]) / 2;
    }
}
