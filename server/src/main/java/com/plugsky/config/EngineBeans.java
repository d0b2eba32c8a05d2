package com.plugsky.config;

import com.plugsky.engine.embedded.EmbeddedEngine;
import com.plugsky.engine.embedded.EngineLimits;
import com.plugsky.engine.embedded.EngineOptions;
import com.plugsky.engine.embedded.schema.SchemaBounds;
import com.plugsky.engine.mock.MockEngine;
import com.plugsky.engine.upstream.UpstreamEngine;
import com.plugsky.engine.upstream.net.Connections;
import com.plugsky.engine.upstream.net.UpstreamProbe;
import com.plugsky.engine.upstream.room.AnswerRoom;
import com.plugsky.fleet.Latency;
import com.plugsky.json.CallerSchemas;
import com.plugsky.token.TokenCounter;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The engines. */
@Configuration(proxyBeanMethods = false)
class EngineBeans {

    /** The longest that a mock keeps a request; a client's own timeout is mostly shorter. */
    private static final Duration MOCK_DEADLINE = Duration.ofMinutes(10);

    /** Between two writes of a mock that takes its time; its longest answer takes some six seconds. */
    private static final Duration MOCK_PAUSE = Duration.ofMillis(20);

    @Bean
    EmbeddedEngine embeddedEngine(
            TokenCounter counter, CallerSchemas schemas, LimitSettings limits, EngineSettings engine) {
        var bounds = new EngineLimits(
                limits.images(),
                limits.imageMegapixels(),
                engine.answerTokens(),
                new SchemaBounds(limits.schemaSteps(), limits.schemaDepth()));
        var latency = new Latency(
                engine.firstToken(), engine.promptToken(), engine.interToken(), engine.jitterPercent() / 100.0);
        return new EmbeddedEngine(counter, schemas, EngineOptions.of(bounds, latency, engine.entropy()));
    }

    @Bean
    MockEngine mockEngine() {
        return new MockEngine(MOCK_DEADLINE, MOCK_PAUSE);
    }

    @Bean
    Connections connections(UpstreamSettings upstream) {
        return new Connections(upstream.idleAge(), upstream.maxIdle());
    }

    @Bean
    UpstreamProbe upstreamProbe(Connections connections) {
        return new UpstreamProbe(connections);
    }

    @Bean
    UpstreamEngine upstreamEngine(Connections connections, UpstreamSettings upstream) {
        if (upstream.answers().compareTo(upstream.answer()) < 0) {
            throw new IllegalArgumentException("plugsky.upstream.answers: " + upstream.answers()
                    + " (expected: at least plugsky.upstream.answer, " + upstream.answer() + ")");
        }
        var room = new AnswerRoom(upstream.answers().toBytes());
        return new UpstreamEngine(connections, Math.toIntExact(upstream.answer().toBytes()), room);
    }
}
