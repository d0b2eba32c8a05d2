package com.plugsky.observe.metrics;

import java.time.Duration;
import java.util.stream.DoubleStream;

/** The names and buckets of OpenTelemetry's conventions for generative AI; what they do not name is ours, below {@code plugsky}. */
final class Names {

    static final String REQUEST_DURATION = "gen_ai.server.request.duration";
    static final String FIRST_TOKEN = "gen_ai.server.time_to_first_token";
    static final String PER_TOKEN = "gen_ai.server.time_per_output_token";
    static final String TOKENS = "gen_ai.client.token.usage";

    static final String OPERATION = "gen_ai.operation.name";
    static final String CHAT = "chat";
    static final String PROVIDER = "gen_ai.provider.name";
    static final String PLUGSKY = "plugsky";
    static final String REQUEST_MODEL = "gen_ai.request.model";
    static final String RESPONSE_MODEL = "gen_ai.response.model";
    static final String TOKEN_TYPE = "gen_ai.token.type";
    static final String ERROR_TYPE = "error.type";

    /** The label of all models that fail on purpose. */
    static final String MOCK = "mock";

    /** The label of all that came when there was no place for more labels. */
    static final String OTHER = "_other";

    static final Duration[] DURATIONS =
            seconds(0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92);
    static final Duration[] FIRST_TOKENS =
            seconds(0.001, 0.005, 0.01, 0.02, 0.04, 0.06, 0.08, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10);
    static final Duration[] PER_TOKENS = seconds(0.01, 0.025, 0.05, 0.075, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.75, 1, 2.5);
    static final double[] TOKEN_COUNTS =
            DoubleStream.iterate(1, count -> count * 4).limit(14).toArray();

    private Names() {}

    private static Duration[] seconds(double... values) {
        return DoubleStream.of(values)
                .mapToObj(value -> Duration.ofNanos(Math.round(value * 1e9)))
                .toArray(Duration[]::new);
    }
}
