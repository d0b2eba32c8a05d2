package com.plugsky.conformance.run;

import com.plugsky.conformance.Outcome;
import com.plugsky.conformance.Profile;
import com.plugsky.conformance.Rule;
import com.plugsky.conformance.Target;
import com.plugsky.conformance.Verdict;
import com.plugsky.conformance.contract.Contract;
import com.plugsky.conformance.wire.Deadline;
import com.plugsky.conformance.wire.Request;
import com.plugsky.conformance.wire.Wire;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs rules against a server, one after the other, so that none disturbs another.
 *
 * <p>A rule that fails is run again, at most twice more and only if that takes no long time: if it passes then, it is flaky,
 * which is inconclusive. Once a server answers nothing any more, the rules that are left are not run.
 */
public final class GradeRun {
    private static final int MOST_RUNS = 3;
    /** So many rules in a row without an answer, and it is asked whether the server is still there. */
    private static final int MOST_SILENT = 3;

    private static final Duration LONG = Duration.ofSeconds(5);

    private final Contract contract;
    private Target target;
    private int endless;

    /** Somebody who is told of each rule when it has ended. */
    @FunctionalInterface
    public interface Progress {
        /** {@code number} counts from 1 to {@code all}. */
        void ended(GradeResult result, int number, int all);
    }

    public GradeRun(Target target, Contract contract) {
        this.target = target;
        this.contract = contract;
    }

    /** The results, in the order of the rules. */
    public List<GradeResult> run(List<Rule> rules, Progress progress) {
        List<GradeResult> results = new ArrayList<>();
        int silent = 0;
        boolean gone = false;
        for (Rule rule : rules) {
            GradeResult result = gone ? notRun(rule) : again(run(rule));
            result = result.failed() ? result : result.withoutEvidence();
            results.add(result);
            silent = result.failed() && result.verdict().unanswered() ? silent + 1 : 0;
            if (silent >= MOST_SILENT && !answers()) {
                gone = true;
            }
            progress.ended(result, results.size(), rules.size());
        }
        return results;
    }

    /** Whether the server answers anything at all. */
    private boolean answers() {
        Deadline deadline = Deadline.in(target.patience());
        try (Wire wire = Wire.open(target.endpoint(), deadline)) {
            wire.exchange(Request.get(target.endpoint().path() + "/models"), deadline);
            return true;
        } catch (IOException gone) {
            return false;
        }
    }

    /** This result, unless it says only what another rule has said: answers that have no end are one fault, in the profile core. */
    private GradeResult again(GradeResult result) {
        if (!result.failed() || !result.verdict().endless() || target.profile() != Profile.CORE) {
            return result;
        }
        endless++;
        if (endless == 1) {
            return result;
        }
        if (endless == MOST_SILENT && target.patience().compareTo(LONG) > 0) {
            target = target.within(LONG); // all of them together must not take for ever
        }
        Verdict told = new Verdict(
                Outcome.INCONCLUSIVE,
                result.verdict().reason() + ", which another rule has said",
                List.of(),
                result.verdict().retries());
        return new GradeResult(result.rule(), told, result.runs(), 0, result.took());
    }

    private static GradeResult notRun(Rule rule) {
        Verdict verdict =
                new Verdict(Outcome.INCONCLUSIVE, "not run: the server answers nothing any more", List.of(), 0);
        return new GradeResult(rule, verdict, 0, 0, Duration.ZERO);
    }

    /** One rule, with what was sent and came. */
    public GradeResult run(Rule rule) {
        long began = System.nanoTime();
        Verdict first = rule.verdict(target, contract);
        Verdict last = first;
        int runs = 1;
        while (last.outcome() == Outcome.FAIL
                && runs < MOST_RUNS
                && since(began).compareTo(LONG) < 0) {
            last = rule.verdict(target, contract);
            runs++;
        }
        if (last.outcome() == first.outcome()) {
            return new GradeResult(rule, last, runs, last.outcome() == Outcome.FAIL ? runs : 0, since(began));
        }
        int failures = runs - 1;
        String reason = "failed %d of %d times: %s".formatted(failures, runs, first.reason());
        Verdict flaky = new Verdict(Outcome.INCONCLUSIVE, reason, first.evidence(), first.retries());
        return new GradeResult(rule, flaky, runs, failures, since(began));
    }

    private static Duration since(long began) {
        return Duration.ofNanos(System.nanoTime() - began);
    }
}
