package com.plugsky.fleet;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Set;
import org.yaml.snakeyaml.nodes.Node;

/** The part of {@link FleetFile} that reads the {@code latency} of an embedded target. */
final class LatencyReader {

    private static final String FIRST = "first-token";
    private static final String PROMPT = "prompt-token";
    private static final String INTER = "inter-token";
    private static final String JITTER = "jitter";
    private static final Set<String> KEYS = Set.of(FIRST, PROMPT, INTER, JITTER);

    private static final Duration LONGEST = Duration.ofMinutes(10);

    private LatencyReader() {}

    /** What is not given is no time at all. */
    static Latency read(Node node, String path, Faults faults) {
        Fields fields = Fields.of(node, path, KEYS, faults);
        if (fields == null) {
            return Latency.NONE;
        }
        return new Latency(
                fields.time(FIRST, LONGEST, Duration.ZERO),
                fields.time(PROMPT, LONGEST, Duration.ZERO),
                fields.time(INTER, LONGEST, Duration.ZERO),
                fields.number(JITTER, BigDecimal.ONE, BigDecimal.ZERO).doubleValue());
    }
}
