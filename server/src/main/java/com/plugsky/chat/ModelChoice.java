package com.plugsky.chat;

import com.plugsky.access.Caller;
import com.plugsky.contract.model.ChatCompletionRequest;
import com.plugsky.fleet.Fleet;
import com.plugsky.fleet.LiveFleet;
import com.plugsky.fleet.Model;
import com.plugsky.fleet.Tier;
import com.plugsky.routing.Profile;
import com.plugsky.routing.Route;
import com.plugsky.routing.RouteQuery;
import com.plugsky.routing.Router;
import com.plugsky.token.TokenCounter;
import java.time.Clock;
import java.util.Locale;
import org.springframework.stereotype.Component;

/**
 * The choice of a model for a body: the same for an answer, for the dry run and for the command line.
 *
 * <p>Safe for use by many threads.
 */
@Component
public final class ModelChoice {

    private final LiveFleet fleet;
    private final Router router;
    private final TokenCounter counter;
    private final Clock clock;

    public ModelChoice(LiveFleet fleet, Router router, TokenCounter counter, Clock clock) {
        this.fleet = fleet;
        this.router = router;
        this.counter = counter;
        this.clock = clock;
    }

    /** What was chosen, and what it was chosen by. */
    public record Chosen(RouteQuery query, Route route) {}

    /**
     * Chooses.
     *
     * @throws com.plugsky.error.Refusal no model of the fleet answers this caller's body
     */
    public Chosen choose(ChatCompletionRequest body, Caller caller) {
        Fleet current = fleet.currentFor(body.getModel());
        Profile profile = Profile.of(body, counter, room(current, body.getModel()), current.largestContext());
        var query = new RouteQuery(
                body.getModel(),
                body.getFusion(),
                profile.needs(),
                profile.promptTokens(),
                profile.maxOutputTokens(),
                profile.text(),
                caller.tierCap() == null ? null : Tier.valueOf(caller.tierCap().toUpperCase(Locale.ROOT)),
                caller.strategy(),
                current.workspace(caller.workspace()),
                clock.instant());
        return new Chosen(query, router.route(current, query));
    }

    /** How long a prompt may be so that nobody's context can be too small for it. */
    private static int room(Fleet fleet, String id) {
        Model asked = fleet.model(id);
        return asked == null || !asked.fallbacks().isEmpty() ? fleet.smallestRoom() : asked.room();
    }
}
