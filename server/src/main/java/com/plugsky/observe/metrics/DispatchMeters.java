package com.plugsky.observe.metrics;

import com.plugsky.dispatch.report.AttemptOutcome;
import com.plugsky.dispatch.report.AttemptReport;
import com.plugsky.dispatch.report.BreakerState;
import com.plugsky.dispatch.report.DispatchListener;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The attempts at upstream targets, what was done about those that failed, and the targets' states. Safe for use by many threads. */
public final class DispatchMeters implements DispatchListener {

    private static final List<String> BREAKER_STATES = words(BreakerState.values());

    private static final String STATE = "state";

    private final MeterRegistry registry;
    private final Bounded<Attempt, Timer> attempts;
    private final Bounded<Turn, Counter> turns;
    private final Bounded<Repaired, Counter> repairs;
    private final Counter retries;
    private final Counter retriesRefused;
    private final Counter hedges;
    private final MultiGauge inFlight;
    private final MultiGauge breakers;
    private final MultiGauge healthy;
    private final MultiGauge connections;

    DispatchMeters(MeterRegistry registry, int labelSets) {
        this.registry = registry;
        this.attempts = new Bounded<>(labelSets, new Attempt(Names.OTHER, Names.OTHER, Names.OTHER), this::attempt);
        this.turns = new Bounded<>(labelSets, new Turn(Names.OTHER, Names.OTHER), this::turn);
        this.repairs = new Bounded<>(labelSets, new Repaired(Names.OTHER, Names.OTHER), this::repair);
        this.retries = counter("plugsky.retries", "Attempts that followed a failed one.");
        this.retriesRefused = counter("plugsky.retries.refused", "Retries that the budget did not allow.");
        this.hedges = counter("plugsky.hedges", "Second attempts beside a first one that took long.");
        this.inFlight = gauges("plugsky.targets.in_flight", "Attempts that a target works on.");
        this.breakers = gauges("plugsky.targets.breaker", "1 for the state that a target's breaker is in.");
        this.connections = gauges("plugsky.targets.connections", "Connections to a target, in use and idle.");
        this.healthy = gauges("plugsky.targets.healthy", "1 if a target's health check says so.");
    }

    private record Attempt(String model, String target, String outcome) {}

    private record Repaired(String repair, String target) {}

    private record Turn(String target, String state) {}

    /**
     * A target at the moment of a reading.
     *
     * @param target its label, without address or key
     */
    public record TargetNow(
            String target, String model, int inFlight, BreakerState breaker, boolean healthy, Connected connected) {}

    /**
     * The connections to a target at the moment of a reading.
     *
     * @param idle those that its next attempt may use; targets at one address share them
     */
    public record Connected(int inUse, int idle) {}

    @Override
    public void attemptEnded(AttemptReport report) {
        var labels =
                new Attempt(report.model(), report.target(), report.outcome().wire());
        attempts.of(labels).record(report.nanos(), TimeUnit.NANOSECONDS);
        for (String repair : report.repairs()) {
            repairs.of(new Repaired(repair, report.target())).increment();
        }
    }

    @Override
    public void retries(String model, String target, AttemptOutcome after) {
        retries.increment();
    }

    @Override
    public void retryRefused(String model, AttemptOutcome after) {
        retriesRefused.increment();
    }

    @Override
    public void hedges(String model, String target) {
        hedges.increment();
    }

    @Override
    public void breakerMoved(String target, BreakerState from, BreakerState to) {
        turns.of(new Turn(target, BREAKER_STATES.get(to.ordinal()))).increment();
    }

    /** Shows these targets; all others are forgotten, with what was counted of them. */
    public void show(List<TargetNow> targets) {
        inFlight.register(
                targets.stream().map(each -> row(each, each.inFlight())).toList(), true);
        healthy.register(
                targets.stream().map(each -> row(each, each.healthy() ? 1 : 0)).toList(), true);
        breakers.register(targets.stream().flatMap(DispatchMeters::states).toList(), true);
        connections.register(
                targets.stream().flatMap(DispatchMeters::connections).toList(), true);
        Set<String> shown = targets.stream().map(TargetNow::target).collect(Collectors.toSet());
        attempts.keep(labels -> shown.contains(labels.target()), registry::remove);
        turns.keep(labels -> shown.contains(labels.target()), registry::remove);
        repairs.keep(labels -> shown.contains(labels.target()), registry::remove);
    }

    private static Stream<MultiGauge.Row<?>> connections(TargetNow target) {
        Tags tags = tags(target);
        return Stream.of(
                MultiGauge.Row.of(tags.and(STATE, "in_use"), target.connected().inUse()),
                MultiGauge.Row.of(tags.and(STATE, "idle"), target.connected().idle()));
    }

    private static Stream<MultiGauge.Row<?>> states(TargetNow target) {
        return BREAKER_STATES.stream()
                .map(state -> MultiGauge.Row.of(
                        tags(target).and(STATE, state),
                        BREAKER_STATES.get(target.breaker().ordinal()).equals(state) ? 1 : 0));
    }

    private static List<String> words(Enum<?>[] values) {
        return Stream.of(values)
                .map(value -> value.name().toLowerCase(Locale.ROOT))
                .toList();
    }

    private static MultiGauge.Row<?> row(TargetNow target, int value) {
        return MultiGauge.Row.of(tags(target), value);
    }

    private static Tags tags(TargetNow target) {
        return Tags.of("model", target.model(), "target", target.target());
    }

    private Timer attempt(Attempt labels) {
        return Timer.builder("plugsky.attempts")
                .description("Attempts at upstream targets, and how long they took.")
                .tags("model", labels.model(), "target", labels.target(), "outcome", labels.outcome())
                .serviceLevelObjectives(Names.DURATIONS)
                .register(registry);
    }

    private Counter repair(Repaired labels) {
        return Counter.builder("plugsky.repairs")
                .description("Answers of upstream targets in which this was put right.")
                .tags("repair", labels.repair(), "target", labels.target())
                .register(registry);
    }

    private Counter turn(Turn labels) {
        return Counter.builder("plugsky.breaker.turns")
                .description("Turns of a target's breaker to a state.")
                .tags("target", labels.target(), STATE, labels.state())
                .register(registry);
    }

    private Counter counter(String name, String description) {
        return Counter.builder(name).description(description).register(registry);
    }

    private MultiGauge gauges(String name, String description) {
        return MultiGauge.builder(name).description(description).register(registry);
    }
}
