package com.plugsky.routing;

import com.plugsky.contract.model.Fusion;
import com.plugsky.fleet.Model;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The order in which a strategy tries the models that can answer: total, so that no two orders are possible. */
final class Ranking {

    private static final double GREATEST_QUALITY = 10;

    private static final double MEDIAN = 0.5;

    private static final Comparator<Model> STRONGEST =
            Comparator.comparingDouble(Model::strength).reversed();

    private final List<Model> able;
    private final RouteQuery query;
    private final Comparator<Model> byPrice;
    private final Comparator<Model> byStrength;

    Ranking(List<Model> able, RouteQuery query) {
        this.able = able;
        this.query = query;
        Comparator<Model> cheapest = this::comparePrices;
        this.byPrice = cheapest.thenComparing(STRONGEST).thenComparing(Model::id);
        this.byStrength = STRONGEST.thenComparing(cheapest).thenComparing(Model::id);
    }

    /** All that are able, the choice first; behind it, whoever is as strong as the choice must be before the others. */
    List<Model> by(Strategy strategy) {
        return switch (strategy) {
            case COST_SAVER -> cheapestAbove(strengthOfShare(share(0)));
            case BALANCED, CUSTOM -> cheapestAbove(strengthOfShare(share(MEDIAN)));
            case MAX_QUALITY -> able.stream().sorted(byStrength).toList();
        };
    }

    private double share(double usual) {
        Fusion fusion = query.fusion();
        return fusion == null || fusion.getQuality() == null ? usual : fusion.getQuality() / GREATEST_QUALITY;
    }

    /** The cheapest of those strong enough comes first; if it fails, the next is a stronger one as long as there is one. */
    private List<Model> cheapestAbove(double floor) {
        Model choice = able.stream()
                .filter(model -> model.strength() >= floor)
                .min(byPrice)
                .orElseThrow();
        List<Model> ranked = new ArrayList<>();
        able.stream()
                .filter(model -> model.strength() >= choice.strength())
                .sorted(byPrice)
                .forEach(ranked::add);
        able.stream()
                .filter(model -> model.strength() < choice.strength())
                .sorted(byStrength)
                .forEach(ranked::add);
        return ranked;
    }

    /** The strength that this share of the able models is at or below: 0 the weakest, 0.5 the median, 1 the strongest. */
    private double strengthOfShare(double share) {
        double[] strengths = able.stream().mapToDouble(Model::strength).sorted().toArray();
        double position = share * (strengths.length - 1);
        int below = (int) Math.floor(position);
        int above = (int) Math.ceil(position);
        double between = strengths[below] + (position - below) * (strengths[above] - strengths[below]);
        return Math.min(between, strengths[above]);
    }

    /** A price that is not known is dearer than any. */
    private int comparePrices(Model one, Model other) {
        BigDecimal cost = query.costOn(one);
        BigDecimal otherCost = query.costOn(other);
        if (cost == null || otherCost == null) {
            return Boolean.compare(cost == null, otherCost == null);
        }
        return cost.compareTo(otherCost);
    }
}
