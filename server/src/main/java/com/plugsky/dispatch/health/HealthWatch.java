package com.plugsky.dispatch.health;

import com.plugsky.dispatch.guard.TargetState;
import com.plugsky.dispatch.guard.TargetStates;
import com.plugsky.fleet.Fleet;
import com.plugsky.fleet.Model;
import com.plugsky.fleet.Target;
import com.plugsky.fleet.upstream.HealthCheck;
import com.plugsky.routing.Candidate;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The looks at the upstream targets of the fleet in force: one look at a time for each place, however many targets are there.
 *
 * <p>{@link #look} is called again and again by one thread, and does not block; the probes run elsewhere.
 */
public final class HealthWatch {

    private static final Logger LOG = LoggerFactory.getLogger(HealthWatch.class);

    /** The longest that one look may take. */
    static final Duration PATIENCE = Duration.ofSeconds(5);

    /** How many looks may be under way at once; the others come a little later. */
    static final int AT_ONCE = 64;

    private final TargetStates states;
    private final Probe probe;
    private final Means means;
    private final AtomicInteger running = new AtomicInteger();
    private Map<Endpoint.Place, Endpoint> endpoints = Map.of();
    private @Nullable Fleet seen;

    /**
     * What looking takes.
     *
     * @param nanos monotonic time
     * @param probes runs the probes, each of which may block
     */
    public record Means(LongSupplier nanos, RandomGenerator random, Executor probes) {}

    public HealthWatch(TargetStates states, Probe probe, Means means) {
        this.states = states;
        this.probe = probe;
        this.means = means;
    }

    /** Takes note of the fleet in force, and begins the looks that are due. */
    public void look(Fleet fleet) {
        long now = means.nanos().getAsLong();
        if (fleet != seen) {
            follow(fleet, now);
            seen = fleet;
        }
        for (Endpoint endpoint : endpoints.values()) {
            if (endpoint.due(now) && running.get() < AT_ONCE) {
                running.incrementAndGet();
                endpoint.begin(now, means.random());
                means.probes().execute(() -> check(endpoint));
            }
        }
    }

    private void follow(Fleet fleet, long now) {
        states.follow(fleet);
        Map<Endpoint.Place, Endpoint> next = new LinkedHashMap<>();
        Set<Target> done = new LinkedHashSet<>();
        for (Model model : fleet.models()) {
            for (Target target : model.targets()) {
                if (target instanceof Target.Upstream upstream && done.add(target)) {
                    place(new Candidate(model, target), upstream, next);
                }
            }
        }
        next.values().forEach(endpoint -> endpoint.scatter(now, means.random()));
        endpoints = next;
    }

    private void place(Candidate candidate, Target.Upstream target, Map<Endpoint.Place, Endpoint> places) {
        HealthCheck check = target.manners().health();
        if (check != null) {
            places.computeIfAbsent(Endpoint.Place.of(target, check), Endpoint::new)
                    .add(states.of(candidate, target), check);
        }
    }

    private void check(Endpoint endpoint) {
        try {
            TargetState any = endpoint.states().getFirst();
            boolean healthy = probe.healthy(any.target(), endpoint.place().path(), endpoint.deadline(PATIENCE));
            endpoint.states().forEach(state -> tell(state, healthy));
        } catch (RuntimeException e) {
            LOG.error(
                    "a look at the target {} failed",
                    endpoint.states().getFirst().label(),
                    e);
        } finally {
            endpoint.done();
            running.decrementAndGet();
        }
    }

    private static void tell(TargetState state, boolean healthy) {
        if (state.checked(healthy)) {
            if (healthy) {
                LOG.info("target {} is up again", state.label());
            } else {
                LOG.warn("target {} is down: its health checks fail", state.label());
            }
        }
    }
}
