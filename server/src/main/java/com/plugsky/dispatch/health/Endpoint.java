package com.plugsky.dispatch.health;

import com.plugsky.dispatch.guard.TargetState;
import com.plugsky.fleet.Target;
import com.plugsky.fleet.upstream.Access;
import com.plugsky.fleet.upstream.HealthCheck;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** One place that is looked at, for all targets that are there. Used by one thread, but for {@link #busy}. */
final class Endpoint {

    /** What makes two targets one place to look at. */
    record Place(URI url, Access access, String path) {

        static Place of(Target.Upstream target, HealthCheck check) {
            return new Place(target.url(), target.access(), check.path());
        }
    }

    private final Place place;
    private final List<TargetState> states = new ArrayList<>();
    private long interval = Long.MAX_VALUE;
    private long due;
    private volatile boolean busy;

    Endpoint(Place place) {
        this.place = place;
    }

    void add(TargetState state, HealthCheck check) {
        states.add(state);
        interval = Math.min(interval, check.interval().toNanos());
    }

    Place place() {
        return place;
    }

    List<TargetState> states() {
        return states;
    }

    /** Within which a look must be over. */
    Duration deadline(Duration most) {
        return Duration.ofNanos(Math.min(interval, most.toNanos()));
    }

    /** Sets the first look to any time within the interval, so that not all are looked at together. */
    void scatter(long now, RandomGenerator random) {
        due = now + (long) (interval * random.nextDouble());
    }

    boolean due(long now) {
        return !busy && now - due >= 0;
    }

    /** Begins a look, and sets the next one an interval later, a fifth more or less. */
    void begin(long now, RandomGenerator random) {
        busy = true;
        due = now + (long) (interval * (0.8 + 0.4 * random.nextDouble()));
    }

    void done() {
        busy = false;
    }
}
