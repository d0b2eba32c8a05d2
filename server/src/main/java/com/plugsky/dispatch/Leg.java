package com.plugsky.dispatch;

import com.plugsky.dispatch.balance.TwoChoices;
import com.plugsky.dispatch.guard.Place;
import com.plugsky.dispatch.guard.Readiness;
import com.plugsky.dispatch.guard.TargetState;
import com.plugsky.dispatch.guard.TargetStates;
import com.plugsky.engine.EngineFailure;
import com.plugsky.error.ApiError;
import com.plugsky.error.ErrorCode;
import com.plugsky.fleet.Target;
import com.plugsky.routing.Candidate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of a route: the upstream targets of one model that follow one another, among which is chosen, or one engine of
 * our own. Of one request, and used by its thread alone.
 */
final class Leg {

    private static final int SPENT = Integer.MAX_VALUE;

    private final List<Candidate> candidates;
    private final TargetState[] states;
    private final @Nullable Place[] places;
    private final int[] tries;

    private Leg(List<Candidate> candidates, TargetState[] states) {
        this.candidates = candidates;
        this.states = states;
        this.places = new Place[states.length];
        this.tries = new int[states.length];
    }

    /** Cuts a route into its legs. */
    static List<Leg> of(List<Candidate> candidates, TargetStates states) {
        if (candidates.size() == 1) {
            return List.of(leg(candidates, states));
        }
        List<Leg> legs = new ArrayList<>();
        int from = 0;
        for (int next = 1; next <= candidates.size(); next++) {
            if (next == candidates.size() || !together(candidates.get(from), candidates.get(next))) {
                legs.add(leg(candidates.subList(from, next), states));
                from = next;
            }
        }
        return legs;
    }

    private static boolean together(Candidate one, Candidate other) {
        return one.target() instanceof Target.Upstream
                && other.target() instanceof Target.Upstream
                && one.model().id().equals(other.model().id());
    }

    private static Leg leg(List<Candidate> candidates, TargetStates states) {
        if (!(candidates.getFirst().target() instanceof Target.Upstream)) {
            return new Leg(candidates, new TargetState[0]);
        }
        var known = new TargetState[candidates.size()];
        for (int i = 0; i < known.length; i++) {
            Candidate candidate = candidates.get(i);
            known[i] = states.of(candidate, (Target.Upstream) candidate.target());
        }
        return new Leg(candidates, known);
    }

    /** Whether it is one engine of our own, which is asked as it is. */
    boolean local() {
        return states.length == 0;
    }

    Candidate first() {
        return candidates.getFirst();
    }

    Candidate candidate(int at) {
        return candidates.get(at);
    }

    TargetState state(int at) {
        return states[at];
    }

    /** The place that was taken last at a target. */
    Place place(int at) {
        return Objects.requireNonNull(places[at], "no place was taken");
    }

    /** Takes a place at a target that has not been tried; {@code panic}: also at one that is held to be down. -1: none. */
    int acquireFresh(boolean panic, long now, RandomGenerator random) {
        return acquire(0, panic, now, random);
    }

    /** Takes a place at one of the targets that have been tried least often, once at least; -1: none. */
    int acquireAgain(int round, long now, RandomGenerator random) {
        return acquire(round, true, now, random);
    }

    /** How often those targets were tried that were tried least often, once at least; 0: none may be tried again. */
    int round() {
        int least = SPENT;
        for (int times : tries) {
            if (times > 0) {
                least = Math.min(least, times);
            }
        }
        return least == SPENT ? 0 : least;
    }

    /** In how many nanoseconds the first of the targets tried so often is ready. */
    long readyIn(int round, long now) {
        long soonest = Long.MAX_VALUE;
        for (int i = 0; i < states.length; i++) {
            if (tries[i] == round) {
                soonest = Math.min(soonest, states[i].readyIn(now));
            }
        }
        return soonest;
    }

    private int acquire(int round, boolean panic, long now, RandomGenerator random) {
        if (states.length == 1) {
            return may(0, round, panic, now) && takes(0) ? 0 : -1;
        }
        var weights = new double[states.length];
        var loads = new int[states.length];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = may(i, round, panic, now) ? states[i].weight(now) : 0;
            loads[i] = states[i].inFlight();
        }
        int at = TwoChoices.pick(weights, loads, random);
        while (at >= 0 && !takes(at)) {
            weights[at] = 0;
            at = TwoChoices.pick(weights, loads, random);
        }
        return at;
    }

    private boolean takes(int at) {
        places[at] = states[at].acquire();
        return places[at] != null;
    }

    private boolean may(int at, int round, boolean panic, long now) {
        if (tries[at] != round) {
            return false;
        }
        Readiness readiness = states[at].readiness(now);
        return readiness == Readiness.READY || (panic && readiness == Readiness.UNHEALTHY);
    }

    /** Notes that a target is tried. */
    void tries(int at) {
        tries[at]++;
    }

    /** Notes that a target is of no more use to this request. */
    void spend(int at) {
        tries[at] = SPENT;
    }

    /** Whether another target waits that has not been tried and is ready. */
    boolean hasFresh(long now) {
        for (int i = 0; i < states.length; i++) {
            if (may(i, 0, false, now)) {
                return true;
            }
        }
        return false;
    }

    /** Whether nothing but old news of their health keeps targets from being tried. */
    boolean held(long now) {
        for (int i = 0; i < states.length; i++) {
            if (tries[i] == 0 && states[i].readiness(now) == Readiness.UNHEALTHY) {
                return true;
            }
        }
        return false;
    }

    /** Why no target was asked, with the time of the one that is ready first; null: some were. */
    @Nullable
    EngineFailure blocked(long now) {
        long soonest = Long.MAX_VALUE;
        boolean limited = true;
        for (int i = 0; i < states.length; i++) {
            if (tries[i] > 0) {
                return null;
            }
            soonest = Math.min(soonest, states[i].readyIn(now));
            limited &= states[i].limited(now);
        }
        @Nullable Duration wait = soonest == 0 ? null : Duration.ofNanos(soonest);
        String model = first().model().id();
        return limited
                ? new EngineFailure(
                        EngineFailure.Kind.RATE_LIMITED,
                        ApiError.of(
                                ErrorCode.SLOW_DOWN, "The model " + model + " asks to come back a little later.", null),
                        wait)
                : new EngineFailure(
                        EngineFailure.Kind.CAPACITY,
                        ApiError.of(
                                ErrorCode.SERVER_IS_OVERLOADED,
                                "No provider of the model " + model + " can be asked now.",
                                null),
                        wait);
    }
}
