package com.plugsky.dispatch.report;

import com.plugsky.engine.ChatRequest;

/**
 * One attempt at an upstream target, told when it ended.
 *
 * @param model the fleet id
 * @param target its label, such as {@code plugsky-pro#2}; never an address
 * @param began the monotonic time of its begin
 * @param nanos how long it took
 * @param firstChunkNanos after what time the first bytes of the answer came; negative: none came
 */
public record AttemptReport(
        ChatRequest request,
        String model,
        String target,
        AttemptOutcome outcome,
        long began,
        long nanos,
        long firstChunkNanos) {}
