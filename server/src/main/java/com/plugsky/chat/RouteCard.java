package com.plugsky.chat;

import com.plugsky.contract.model.PlugskyRouting;
import com.plugsky.contract.model.RouteCandidate;
import com.plugsky.contract.model.RouteDecision;
import com.plugsky.contract.model.RouteEstimate;
import com.plugsky.contract.model.Strategy;
import com.plugsky.fleet.Model;
import com.plugsky.routing.Candidate;
import com.plugsky.routing.Route;
import com.plugsky.routing.RouteQuery;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A route as the contract shows it. */
public final class RouteCard {

    private RouteCard() {}

    public static RouteDecision of(ModelChoice.Chosen chosen) {
        Route route = chosen.route();
        RouteQuery query = chosen.query();
        Model first = route.first().model();
        Stream<RouteCandidate> tried = route.candidates().stream()
                .map(Candidate::model)
                .distinct()
                .map(model -> candidate(model, null, query));
        Stream<RouteCandidate> passedOver =
                route.passedOver().stream().map(passed -> candidate(passed.model(), passed.because(), query));
        List<RouteCandidate> candidates = Stream.concat(tried, passedOver).toList();
        return new RouteDecision(
                RouteDecision.ObjectEnum.PLUGSKY_ROUTE,
                first.id(),
                strategy(route.strategy()),
                route.rule(),
                route.difficulty(),
                route.features(),
                candidates,
                new RouteEstimate((long) query.promptTokens(), number(query.costOn(first))),
                new PlugskyRouting(first.id()));
    }

    private static RouteCandidate candidate(Model model, @Nullable String because, RouteQuery query) {
        return new RouteCandidate(model.id(), because, number(query.costOn(model)), query.tokensOn(model));
    }

    static @Nullable Strategy strategy(com.plugsky.routing.@Nullable Strategy strategy) {
        return strategy == null ? null : Strategy.fromValue(strategy.wire());
    }

    static @Nullable Double number(@Nullable BigDecimal exact) {
        return exact == null ? null : exact.doubleValue();
    }
}
