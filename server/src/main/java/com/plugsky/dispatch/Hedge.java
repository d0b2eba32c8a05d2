package com.plugsky.dispatch;

import com.plugsky.dispatch.guard.Place;
import com.plugsky.dispatch.retry.Budget;
import com.plugsky.engine.EngineFailure;
import java.io.IOException;

/** An attempt that gets company: if it is slower than its target usually is, a second target of the same model is asked, too. */
final class Hedge {

    private final Course course;
    private final Leg leg;
    private final int at;
    private final Race race;

    /** Around an attempt for which a place has been taken. */
    Hedge(Course course, Leg leg, int at) {
        this.course = course;
        this.leg = leg;
        this.at = at;
        this.race = new Race(course);
    }

    /** Whether one of them answered; {@code slow} is how many nanoseconds the first is waited for. */
    boolean run(long slow) throws IOException, EngineFailure {
        course.dispatcher().hedges.arrives(false);
        var first = new Attempt(course, leg.candidate(at), leg.place(at), race);
        race.start(first);
        int other = race.slow(course.around().pauses(), slow) ? second() : -1;
        race.await();
        Attempt winner = race.winner();
        if (winner != null) {
            return course.settles(leg, winner == first ? at : other, winner);
        }
        return course.settles(leg, at, first)
                || (other >= 0 && course.settles(leg, other, race.attempts().getLast()));
    }

    /** Starts a second attempt, which both budgets must pay; the target's place on the leg, or -1. */
    private int second() {
        Budget hedges = course.dispatcher().hedges;
        Budget retries = course.dispatcher().retries;
        if (!hedges.withdraw()) {
            return -1;
        }
        if (!retries.withdraw()) {
            hedges.giveBack();
            return -1;
        }
        int other = leg.acquireFresh(false, course.now(), course.around().random());
        if (other >= 0) {
            Place place = leg.place(other);
            if (race.start(new Attempt(course, leg.candidate(other), place, race))) {
                leg.tries(other);
                course.around()
                        .listener()
                        .hedges(leg.first().model().id(), place.state().label());
                return other;
            }
            place.giveBack();
        }
        hedges.giveBack();
        retries.giveBack();
        return -1;
    }
}
