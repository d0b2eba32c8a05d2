package com.plugsky.config;

import com.plugsky.config.ObserveSettings.AccessLog;
import com.plugsky.config.ObserveSettings.LogFormat;
import com.plugsky.contract.api.ChatApi;
import com.plugsky.dispatch.report.DispatchListener;
import com.plugsky.observe.Observer;
import com.plugsky.observe.log.Destinations;
import com.plugsky.observe.log.RequestLines;
import com.plugsky.observe.log.ServerLog;
import com.plugsky.observe.metrics.Meters;
import com.plugsky.observe.trace.Collector;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Those who are told how requests end: the meters always, the others where they are switched on. */
@Configuration(proxyBeanMethods = false)
class ObserveBeans {

    @Bean
    Meters meters(ObserveSettings settings) {
        return new Meters(settings.labelSets());
    }

    @Bean
    Watchers watchers(ObserveSettings settings, Meters meters, Environment environment, Clock clock) {
        if (settings.logFormat() == LogFormat.JSON) {
            ServerLog.inJson();
        }
        var all = new Watchers();
        all.listeners.add(meters);
        all.dispatch.add(meters.dispatch());
        if (settings.accessLog() == AccessLog.JSON) {
            RequestLines lines = lines(settings, clock);
            all.add(lines, lines);
            meters.counter("plugsky.log.dropped", "Lines of the request log that were not written.", lines::dropped);
        }
        URI endpoint = settings.otlpEndpoint();
        if (endpoint != null) {
            var address = new Collector.Address(endpoint, token(settings.otlpKeyEnv(), environment));
            var collector = new Collector(address, settings.traceQueue(), ChatApi.PATH_CREATE_CHAT_COMPLETION, clock);
            all.add(collector, collector);
            all.dispatch.add(collector);
            meters.counter("plugsky.spans.dropped", "Spans that were not sent.", collector::dropped);
        }
        return all;
    }

    @Bean
    Observer observer(ObserveSettings settings, Watchers watchers) {
        return new Observer(watchers.listeners, settings.tracePercent());
    }

    private static RequestLines lines(ObserveSettings settings, Clock clock) {
        Path file = settings.accessLogFile();
        var destination = file == null
                ? Destinations.console()
                : Destinations.file(file, settings.accessLogSize().toBytes());
        return new RequestLines(destination, settings.accessLogQueue(), clock);
    }

    private static @Nullable String token(@Nullable String variable, Environment environment) {
        if (variable == null) {
            return null;
        }
        String token = environment.getProperty(variable);
        if (token == null || token.isBlank()) {
            throw new IllegalArgumentException(
                    "plugsky.observe.otlp-key-env: " + variable + " (expected: a variable that is set)");
        }
        return token.strip();
    }

    /** Everybody who listens, and the end of those who must be closed. */
    static final class Watchers implements AutoCloseable {
        private final List<Observer.Listener> listeners = new ArrayList<>();
        private final List<DispatchListener> dispatch = new ArrayList<>();
        private final List<AutoCloseable> closing = new ArrayList<>();

        private void add(Observer.Listener listener, AutoCloseable end) {
            listeners.add(listener);
            closing.add(end);
        }

        /** Those among them who are told of attempts. */
        DispatchListener dispatch() {
            return DispatchListener.all(dispatch);
        }

        @Override
        public void close() throws Exception {
            for (AutoCloseable each : closing) {
                each.close();
            }
        }
    }
}
