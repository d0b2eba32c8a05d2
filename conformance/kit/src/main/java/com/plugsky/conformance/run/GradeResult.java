package com.plugsky.conformance.run;

import com.plugsky.conformance.Level;
import com.plugsky.conformance.Outcome;
import com.plugsky.conformance.Rule;
import com.plugsky.conformance.Verdict;
import java.time.Duration;
import java.util.List;

/**
 * How one rule ended against a server.
 *
 * @param runs how often it was run: once, or more often where it failed
 * @param failures how many of these failed
 * @param took all runs together
 */
public record GradeResult(Rule rule, Verdict verdict, int runs, int failures, Duration took) {

    /** Whether it failed at first and passed later: the server, or the machine, is not steady. */
    public boolean flaky() {
        return failures > 0 && failures < runs;
    }

    /** The same without what was sent and came: what did not fail need not be shown, and some of its bodies are large. */
    public GradeResult withoutEvidence() {
        Verdict bare = new Verdict(verdict.outcome(), verdict.reason(), List.of(), verdict.retries());
        return new GradeResult(rule, bare, runs, failures, took);
    }

    public Outcome outcome() {
        return verdict.outcome();
    }

    public boolean failed() {
        return outcome() == Outcome.FAIL;
    }

    public boolean failedMust() {
        return failed() && rule.level() == Level.MUST;
    }
}
