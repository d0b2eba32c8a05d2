package com.plugsky.conformance.report;

import com.plugsky.conformance.Level;
import com.plugsky.conformance.Outcome;
import com.plugsky.conformance.run.GradeResult;
import java.util.List;

/**
 * Results counted. Only rules that passed or failed make up the grade.
 *
 * @param must of the rules that say must
 * @param should of the rules that say should
 */
public record Score(Counts must, Counts should) {
    /** What a rule that says must weighs, one that says should being 1. */
    static final int MUST_WEIGHT = 3;

    /** How many rules ended how. */
    public record Counts(long passed, long failed, long inconclusive, long notApplicable) {
        static Counts of(List<GradeResult> results, Level level) {
            return new Counts(
                    count(results, level, Outcome.PASS),
                    count(results, level, Outcome.FAIL),
                    count(results, level, Outcome.INCONCLUSIVE),
                    count(results, level, Outcome.NOT_APPLICABLE));
        }

        private static long count(List<GradeResult> results, Level level, Outcome outcome) {
            return results.stream()
                    .filter(result -> result.rule().level() == level && result.outcome() == outcome)
                    .count();
        }
    }

    static Score of(List<GradeResult> results) {
        return new Score(Counts.of(results, Level.MUST), Counts.of(results, Level.SHOULD));
    }

    public long passed() {
        return must.passed + should.passed;
    }

    public long failed() {
        return must.failed + should.failed;
    }

    public long inconclusive() {
        return must.inconclusive + should.inconclusive;
    }

    public long notApplicable() {
        return must.notApplicable + should.notApplicable;
    }

    /** How much of what could be judged was kept, by weight, 0 to 100; 0 where nothing could. */
    public double percent() {
        long kept = MUST_WEIGHT * must.passed + should.passed;
        long all = kept + MUST_WEIGHT * must.failed + should.failed;
        return all == 0 ? 0 : 100.0 * kept / all;
    }

    public Grade grade() {
        return Grade.of(this);
    }
}
