package com.plugsky.fleet;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.nodes.Node;

/** The part of {@link FleetFile} that reads the {@code latency} of an embedded target. */
final class LatencyReader {

    private static final String FIRST = "first-token";
    private static final String PROMPT = "prompt-token";
    private static final String INTER = "inter-token";
    private static final String JITTER = "jitter";
    private static final Set<String> KEYS = Set.of(FIRST, PROMPT, INTER, JITTER);

    private static final Pattern TIME = Pattern.compile("(0|[1-9][0-9]{0,8})(us|ms|s|m)");
    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final String EXPECTED = "a time such as 250ms, up to 10m, with us, ms, s or m";

    private LatencyReader() {}

    /** What is not given is no time at all. */
    static Latency read(Node node, String path, Faults faults) {
        Fields fields = Fields.of(node, path, KEYS, faults);
        if (fields == null) {
            return Latency.NONE;
        }
        return new Latency(
                time(fields, FIRST, faults),
                time(fields, PROMPT, faults),
                time(fields, INTER, faults),
                fields.number(JITTER, BigDecimal.ONE, BigDecimal.ZERO).doubleValue());
    }

    private static Duration time(Fields fields, String key, Faults faults) {
        if (!fields.has(key)) {
            return Duration.ZERO;
        }
        String written = Fields.shown(fields.get(key));
        Matcher time = TIME.matcher(written);
        if (time.matches()) {
            Duration read = unit(time.group(2)).multipliedBy(Long.parseLong(time.group(1)));
            if (read.compareTo(LONGEST) <= 0) {
                return read;
            }
        }
        faults.add(fields.get(key), fields.at(key), written, EXPECTED);
        return Duration.ZERO;
    }

    private static Duration unit(String word) {
        return switch (word) {
            case "us" -> Duration.ofNanos(1000);
            case "ms" -> Duration.ofMillis(1);
            case "s" -> Duration.ofSeconds(1);
            default -> Duration.ofMinutes(1);
        };
    }
}
