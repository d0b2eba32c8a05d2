package com.plugsky.dispatch.report;

import com.plugsky.engine.ChatRequest;
import com.plugsky.routing.Candidate;
import java.util.Set;

/**
 * One attempt at an upstream target, told at its end.
 *
 * @param request as the target was asked it: its trace is the attempt's own part
 * @param candidate the model and the target, which is an upstream
 * @param target its label, such as {@code plugsky-pro#2}; never an address
 * @param nanos how long it took
 * @param firstChunkNanos after what time the first bytes of the answer came; negative: none came
 * @param repairs names of what was put right in its answer
 */
public record AttemptReport(
        ChatRequest request,
        Candidate candidate,
        String target,
        AttemptOutcome outcome,
        long nanos,
        long firstChunkNanos,
        Set<String> repairs) {

    /** The fleet id of the model. */
    public String model() {
        return candidate.model().id();
    }
}
