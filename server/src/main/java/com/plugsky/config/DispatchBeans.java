package com.plugsky.config;

import com.plugsky.dispatch.Dispatcher;
import com.plugsky.dispatch.Engines;
import com.plugsky.dispatch.Heartbeat;
import com.plugsky.dispatch.Surroundings;
import com.plugsky.dispatch.report.DispatchListener;
import com.plugsky.dispatch.guard.TargetStates;
import com.plugsky.engine.embedded.EmbeddedEngine;
import com.plugsky.engine.mock.MockEngine;
import com.plugsky.engine.upstream.UpstreamEngine;
import java.time.Duration;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The dispatcher, and what it knows of its targets. */
@Configuration(proxyBeanMethods = false)
class DispatchBeans {

    /** How late a deadline may be noticed; health checks have their own intervals. */
    private static final Duration BEAT = Duration.ofMillis(250);

    @Bean
    Surroundings surroundings() {
        return Surroundings.real(DispatchListener.NONE);
    }

    @Bean
    TargetStates targetStates(DispatchSettings settings, Surroundings around) {
        return new TargetStates(settings.guards(), around.nanos(), around.listener());
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
    Heartbeat heartbeat(Dispatcher dispatcher) {
        return new Heartbeat(BEAT, List.of(dispatcher::sweep));
    }
}
