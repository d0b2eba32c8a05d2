package com.plugsky.conformance.walk;

import java.util.Map;

/**
 * What a run of the walk counted.
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
