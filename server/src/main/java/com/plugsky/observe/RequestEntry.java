package com.plugsky.observe;

import com.plugsky.access.Caller;
import com.plugsky.engine.Usage;
import com.plugsky.routing.Route;
import com.plugsky.routing.Strategy;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of one request: who asked, what was decided, how it ended; never what was said.
 *
 * @param id as in {@code x-request-id}
 * @param user the request's member of this name
 */
public record RequestEntry(
        String id, Caller caller, @Nullable String user, Instant receivedAt, Decision decision, Ending ending) {

    /** The part of a route that is remembered. */
    public record Decision(
            String modelAsked,
            @Nullable Strategy strategy,
            @Nullable String rule,
            @Nullable Double difficulty) {

        public static Decision of(Route route) {
            return new Decision(route.modelAsked(), route.strategy(), route.rule(), route.difficulty());
        }
    }

    /**
     * The end of a request.
     *
     * @param model that answered; null if none did
     * @param attempts how many targets were tried
     * @param cost in USD; null if the price is not known
     * @param duration from the request to the last byte of its answer
     * @param firstChunk from the request to the first chunk; null if it was not streamed
     */
    public record Ending(
            Outcome outcome,
            @Nullable String model,
            int attempts,
            Usage usage,
            @Nullable BigDecimal cost,
            Duration duration,
            @Nullable Duration firstChunk) {

        /** The end of one that got an earlier answer: nobody was tried. */
        public static Ending replayed(Outcome outcome, Duration duration) {
            return new Ending(outcome, null, 0, Usage.NONE, null, duration, null);
        }
    }
}
