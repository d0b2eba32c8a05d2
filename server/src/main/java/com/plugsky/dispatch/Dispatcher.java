package com.plugsky.dispatch;

import com.plugsky.dispatch.guard.GuardOptions;
import com.plugsky.dispatch.guard.TargetStates;
import com.plugsky.dispatch.report.DispatchListener;
import com.plugsky.dispatch.retry.Backoff;
import com.plugsky.dispatch.retry.Budget;
import com.plugsky.engine.ChatRequest;
import com.plugsky.engine.EngineFailure;
import com.plugsky.engine.Sink;
import com.plugsky.routing.Candidate;
import com.plugsky.routing.Route;
import java.io.IOException;

/**
 * The trial of a route's candidates until one answers.
 *
 * <p>A model's upstream targets share its requests by weight and load; a failed attempt is followed by one at another of
 * them, then by a repetition, then by the route's next model, as far as the request's attempts, its deadline and the
 * budget of all requests go. The embedded engine and mocks are asked as they are, once, in their place in the route.
 *
 * <p>The border is the first byte of an answer: whatever fails behind it stays failed, and so does what a caller that left
 * would not see. A {@link com.plugsky.error.Refusal} ends the trial at once, because the caller's fault is not cured by
 * another candidate. Of several failures the caller is told the most telling one, see {@link Verdict}. Safe for use by
 * many threads.
 */
public final class Dispatcher {

    final Engines engines;
    final DispatchOptions options;
    final TargetStates states;
    final Surroundings around;
    final Backoff backoff;
    final Budget retries;
    final Budget hedges;
    final Deadlines deadlines;

    public Dispatcher(Engines engines, DispatchOptions options, TargetStates states, Surroundings around) {
        this.engines = engines;
        this.options = options;
        this.states = states;
        this.around = around;
        this.backoff = new Backoff(options.retry());
        this.retries =
                new Budget(options.retry().budgetPercent(), options.retry().budgetPerSecond(), around.nanos());
        this.hedges = new Budget(options.hedgePercent(), 0, around.nanos());
        this.deadlines = new Deadlines();
    }

    /** One with the usual options, whose deadlines nobody watches. */
    public static Dispatcher usual(Engines engines) {
        Surroundings around = Surroundings.real(DispatchListener.NONE);
        return new Dispatcher(
                engines,
                DispatchOptions.USUAL,
                new TargetStates(GuardOptions.USUAL, around.nanos(), around.listener()),
                around);
    }

    /**
     * Answers a request.
     *
     * @throws EngineFailure nobody answered; if the sink has not started, the caller can still be told with a status
     * @throws IOException the caller cannot be written to any more
     */
    public void run(ChatRequest request, Route route, Sink sink) throws IOException, EngineFailure {
        run(request, route, sink, (candidate, attempt) -> {});
    }

    /** The same, and {@code trial} is told of each candidate before it is tried. */
    public void run(ChatRequest request, Route route, Sink sink, Trial trial) throws IOException, EngineFailure {
        new Course(this, request, route.candidates(), sink, trial).run();
    }

    /** Ends the attempts whose time is over; called again and again by one thread. */
    public void sweep() {
        deadlines.sweep(around.nanos().getAsLong());
    }

    /** The one who wants to know who is tried, for headers and the log. */
    @FunctionalInterface
    public interface Trial {

        /**
         * Called before a candidate is tried; {@code attempt} counts from 1. If two are tried at once, it is called once more
         * for the one that answers. By one thread at a time, but not always that of the request.
         */
        void begins(Candidate candidate, int attempt);
    }
}
