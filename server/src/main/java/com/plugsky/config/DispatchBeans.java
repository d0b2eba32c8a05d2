package com.plugsky.config;

import com.plugsky.dispatch.Dispatcher;
import com.plugsky.dispatch.Engines;
import com.plugsky.dispatch.Surroundings;
import com.plugsky.dispatch.guard.TargetState;
import com.plugsky.dispatch.guard.TargetStates;
import com.plugsky.dispatch.guard.TargetStatus;
import com.plugsky.dispatch.health.HealthWatch;
import com.plugsky.dispatch.health.Heartbeat;
import com.plugsky.engine.EngineFailure;
import com.plugsky.engine.embedded.EmbeddedEngine;
import com.plugsky.engine.mock.MockEngine;
import com.plugsky.engine.upstream.UpstreamEngine;
import com.plugsky.engine.upstream.net.Connections;
import com.plugsky.engine.upstream.net.UpstreamProbe;
import com.plugsky.fleet.Fleet;
import com.plugsky.fleet.LiveFleet;
import com.plugsky.fleet.Target;
import com.plugsky.observe.metrics.DispatchMeters;
import com.plugsky.observe.metrics.Meters;
import com.plugsky.routing.Router;
import java.time.Duration;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The dispatcher, and what it knows of its targets. */
@Configuration(proxyBeanMethods = false)
class DispatchBeans {

    /** How late a deadline may be noticed; health checks have their own intervals. */
    private static final Duration BEAT = Duration.ofMillis(250);

    private static final int SERVER_ERROR = 500;

    @Bean
    Surroundings surroundings(ObserveBeans.Watchers watchers) {
        return Surroundings.real(watchers.dispatch());
    }

    @Bean
    TargetStates targetStates(DispatchSettings settings, Surroundings around) {
        return new TargetStates(settings.guards(), around.nanos(), around.listener());
    }

    @Bean
    Shown shown(TargetStates states, LiveFleet fleet, Meters meters, Connections connections) {
        var shown = new Shown(states, fleet, meters, connections);
        meters.beforeReading(shown::renew);
        return shown;
    }

    /** The fleet as the meters show it. */
    record Shown(TargetStates states, LiveFleet fleet, Meters meters, Connections connections) {

        void renew() {
            Fleet current = fleet.current();
            meters.keepModels(name -> Router.chooses(name) || current.model(name) != null);
            states.follow(current); // a request that began before a reload may have brought an old target back
            meters.dispatch().show(states.all().stream().map(this::now).toList());
        }

        private DispatchMeters.TargetNow now(TargetState state) {
            TargetStatus status = state.status();
            Connections.Load load = connections.load(state.target());
            return new DispatchMeters.TargetNow(
                    status.target(),
                    status.model(),
                    status.inFlight(),
                    status.breaker(),
                    status.healthy(),
                    new DispatchMeters.Connected(load.inUse(), load.idle()));
        }
    }

    @Bean
    HealthWatch healthWatch(TargetStates states, UpstreamProbe probe, Surroundings around) {
        return new HealthWatch(
                states,
                (target, path, deadline) -> healthy(probe, target, path, deadline),
                new HealthWatch.Means(around.nanos(), around.random(), Thread::startVirtualThread));
    }

    /** Any answer is a sign of life, but one that tells of a failure. */
    private static boolean healthy(UpstreamProbe probe, Target.Upstream target, String path, Duration deadline) {
        try {
            return probe.get(target, path, deadline).status() < SERVER_ERROR;
        } catch (EngineFailure failure) {
            return false;
        }
    }

    @Bean
    Engines engines(EmbeddedEngine embedded, MockEngine mock, UpstreamEngine upstream) {
        return new Engines(embedded, mock, upstream);
    }

    @Bean
    Dispatcher dispatcher(Engines engines, DispatchSettings settings, TargetStates states, Surroundings around) {
        return new Dispatcher(engines, settings.options(), states, around);
    }

    @Bean
    Heartbeat heartbeat(Dispatcher dispatcher, HealthWatch health, LiveFleet fleet) {
        return new Heartbeat(BEAT, List.of(dispatcher::sweep, () -> health.look(fleet.current())));
    }
}
