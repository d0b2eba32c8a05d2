package com.plugsky.conformance.walk;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a run of the walk brought.
 *
 * @param misfits the first of them, in the order of their cases
 */
public record WalkReport(long seed, Counts counts, List<Misfit> misfits, Coverage coverage, Duration took) {
    public WalkReport {
        misfits = List.copyOf(misfits);
    }

    /**
     * What was counted.
     *
     * @param cases those that were judged
     * @param failed those with a misfit
     * @param statuses how many of the cases were answered with each status
     * @param retries how many requests were sent again, since the server closed a kept connection without a byte of an answer
     */
    public record Counts(long cases, long failed, Map<Integer, Long> statuses, long retries) {
        public Counts {
            statuses = Map.copyOf(statuses);
        }

        public long answered(int status) {
            return statuses.getOrDefault(status, 0L);
        }
    }

    public long cases() {
        return counts.cases();
    }

    public long failed() {
        return counts.failed();
    }

    /** For example {@code 100000 cases of seed 7 in 41.0 s (2439/s): 0 misfits; answers 200: 49822, 400: 50178; 0 retries; ...}. */
    public String line() {
        double seconds = Math.max(took.toMillis(), 1) / 1000.0;
        return String.format(
                Locale.ROOT,
                "%d cases of seed %d in %.1f s (%.0f/s): %d misfits; answers %s; %d retries; %d keywords, %d kept and broken",
                cases(),
                seed,
                seconds,
                cases() / seconds,
                failed(),
                answers(),
                counts.retries(),
                coverage.keywords(),
                coverage.bothWays());
    }

    private String answers() {
        return new TreeMap<>(counts.statuses())
                .entrySet().stream()
                        .map(each -> each.getKey() + ": " + each.getValue())
                        .collect(Collectors.joining(", "));
    }

    /** Writes {@code contract-coverage.txt} and {@code contract-coverage.json}. */
    public void write(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("contract-coverage.txt"), line() + "\n" + coverage.table());
        ObjectNode json =
                coverage.json().put("seed", seed).put("cases", cases()).put("misfits", failed());
        Files.write(
                folder.resolve("contract-coverage.json"), json.toPrettyString().getBytes(StandardCharsets.UTF_8));
    }
}
