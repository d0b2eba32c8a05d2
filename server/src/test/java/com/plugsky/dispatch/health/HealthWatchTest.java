package com.plugsky.dispatch.health;

import static org.assertj.core.api.Assertions.assertThat;

import com.plugsky.dispatch.guard.GuardOptions;
import com.plugsky.dispatch.guard.TargetStates;
import com.plugsky.dispatch.report.DispatchListener;
import com.plugsky.fleet.Fleet;
import com.plugsky.fleet.Model;
import com.plugsky.fleet.Target;
import com.plugsky.fleet.Tier;
import com.plugsky.fleet.upstream.Access;
import com.plugsky.fleet.upstream.HealthCheck;
import com.plugsky.fleet.upstream.Manners;
import com.plugsky.fleet.upstream.ParameterMap;
import com.plugsky.fleet.upstream.Timeouts;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HealthWatchTest {

    private static final Duration TICK = Duration.ofMillis(250);

    private final List<String> asked = new ArrayList<>();
    private final Deque<Runnable> begun = new ArrayDeque<>();
    private final List<String> heard = new ArrayList<>();
    private Executor executor = Runnable::run;
    private boolean well = true;
    private long now;
    private final TargetStates states = new TargetStates(GuardOptions.USUAL, () -> now, new DispatchListener() {
        @Override
        public void healthChanged(String target, boolean healthy) {
            heard.add(target + " " + healthy);
        }
    });
    private final HealthWatch watch = new HealthWatch(
            states,
            this::probe,
            new HealthWatch.Means(() -> now, new SplittableRandom(1), probe -> executor.execute(probe)));

    @Test
    void looksAtEachPlaceAboutOnceAnInterval() {
        Fleet fleet = fleet(
                target(1, "a", HealthCheck.USUAL),
                target(1, "b", HealthCheck.USUAL),
                target(2, "c", HealthCheck.USUAL));

        pass(fleet, Duration.ofSeconds(100));

        assertThat(asked.stream().filter(place -> place.equals("1/models")).count())
                .isBetween(9L, 12L);
        assertThat(asked.stream().filter(place -> place.equals("2/models")).count())
                .isBetween(9L, 12L);
        assertThat(asked).hasSizeLessThan(25);
    }

    @Test
    void takesTheShortestIntervalAndItsOwnPath() {
        Fleet fleet = fleet(
                target(1, "a", new HealthCheck("/health", Duration.ofSeconds(10))),
                target(1, "b", new HealthCheck("/health", Duration.ofSeconds(1))));

        pass(fleet, Duration.ofSeconds(100));

        assertThat(asked).hasSizeBetween(80, 120).containsOnly("1/health");
    }

    @Test
    void looksAtNobodyWhoWantsNoLooks() {
        pass(fleet(target(1, "a", null)), Duration.ofSeconds(100));

        assertThat(asked).isEmpty();
    }

    @Test
    void tellsAllTargetsOfAPlaceOnceForEachChange() {
        Fleet fleet = fleet(target(1, "a", HealthCheck.USUAL), target(1, "b", HealthCheck.USUAL));

        well = false;
        pass(fleet, Duration.ofSeconds(100));
        assertThat(heard).containsExactly("m#1 false", "m#2 false");

        well = true;
        pass(fleet, Duration.ofSeconds(100));
        assertThat(heard).containsExactly("m#1 false", "m#2 false", "m#1 true", "m#2 true");
    }

    @Test
    void beginsNoSecondLookWhileOneIsUnderWay() {
        executor = begun::add;
        Fleet fleet = fleet(target(1, "a", HealthCheck.USUAL));

        pass(fleet, Duration.ofSeconds(100));
        assertThat(begun).hasSize(1);

        begun.remove().run();
        pass(fleet, Duration.ofSeconds(20));
        assertThat(begun).hasSize(1);
    }

    @Test
    void beginsNoMoreThanItMayAtOnce() {
        executor = begun::add;
        Target[] many = new Target[HealthWatch.AT_ONCE + 10];
        Arrays.setAll(many, i -> target(i, "a", HealthCheck.USUAL));

        pass(fleet(many), Duration.ofSeconds(100));

        assertThat(begun).hasSize(HealthWatch.AT_ONCE);
    }

    @Test
    void forgetsWhoLeftTheFleet() {
        pass(fleet(target(1, "a", HealthCheck.USUAL)), Duration.ofSeconds(20));
        asked.clear();

        pass(fleet(target(2, "b", HealthCheck.USUAL)), Duration.ofSeconds(20));

        assertThat(asked).containsOnly("2/models");
        assertThat(states.all()).hasSize(1);
    }

    private void pass(Fleet fleet, Duration time) {
        for (long end = now + time.toNanos(); now < end; now += TICK.toNanos()) {
            watch.look(fleet);
        }
    }

    private boolean probe(Target.Upstream target, String path, Duration deadline) {
        assertThat(deadline).isBetween(Duration.ofSeconds(1), HealthWatch.PATIENCE);
        asked.add(target.url().getPort() + path);
        return well;
    }

    private static Fleet fleet(Target... targets) {
        var model = new Model("m", Tier.FREE, 10, 10, null, 0, Set.of(), List.of(), List.of(targets), false);
        return new Fleet(1, List.of(model), List.of());
    }

    private static Target target(int port, String name, @Nullable HealthCheck check) {
        return new Target.Upstream(
                URI.create("http://127.0.0.1:" + port + "/v1"),
                name,
                Access.PLAIN,
                1,
                Target.Upstream.USUAL_CONCURRENCY,
                Timeouts.USUAL,
                ParameterMap.NONE,
                new Manners(true, false, false, false, check));
    }
}
