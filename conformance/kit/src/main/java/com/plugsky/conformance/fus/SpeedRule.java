package com.plugsky.conformance.fus;

import com.plugsky.conformance.Expect;
import com.plugsky.conformance.Json;
import com.plugsky.conformance.Outcome;
import com.plugsky.conformance.Probe;
import com.plugsky.conformance.Unmet;
import com.plugsky.conformance.wire.Answer;
import com.plugsky.conformance.wire.Request;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * FUS-14: routing is quick in 99 of 100 requests, by the server's own clock.
 *
 * <p>One round of three is enough to pass. To fail, each has to be slow while requests for the list of models, which need no routing,
 * took equal times: where those vary, the machine does other work, and nothing can be said of one request in a hundred.
 */
final class SpeedRule {
    private static final int ROUNDS = 3;
    private static final int TIMED = 200;
    private static final long LIMIT_MS = 5;
    private static final double CALM_MS = LIMIT_MS / 2.0;

    private SpeedRule() {}

    /**
     * One round.
     *
     * @param routed the milliseconds of the server for each route
     * @param listed the same for each list of models
     * @param waited the milliseconds from the last byte of each request for the list to the first of its answer
     */
    record Round(double[] routed, double[] listed, double[] waited) {
        Round {
            routed = sorted(routed);
            listed = sorted(listed);
            waited = sorted(waited);
        }

        private static double[] sorted(double[] millis) {
            double[] copy = millis.clone();
            Arrays.sort(copy);
            return copy;
        }

        private boolean quick() {
            return slowest(routed) < LIMIT_MS;
        }

        /** Half of the routes were slow, which no other work explains unless half of the lists were slow too. */
        private boolean slowThroughout() {
            return median(routed) >= LIMIT_MS && median(listed) < LIMIT_MS;
        }

        private boolean calm() {
            return median(listed) < LIMIT_MS && slowest(waited) - median(waited) < CALM_MS;
        }

        /** The slowest of all but one in a hundred. */
        private static double slowest(double[] sorted) {
            return sorted[(sorted.length * 99 + 99) / 100 - 1];
        }

        private static double median(double[] sorted) {
            return sorted[sorted.length / 2];
        }
    }

    static void check(Probe probe) throws IOException {
        List<Round> rounds = new ArrayList<>();
        while (rounds.size() < ROUNDS && rounds.stream().noneMatch(Round::quick)) {
            rounds.add(round(probe));
        }
        String text = "99 of 100 routes took up to "
                + rounds.stream().map(round -> Round.slowest(round.routed)).toList() + " ms (expected: below "
                + LIMIT_MS
                + ")";
        switch (judge(rounds)) {
            case FAIL -> throw Unmet.fail(text);
            case INCONCLUSIVE -> throw Unmet.inconclusive(text + ", but the machine does other work too");
            case PASS, NOT_APPLICABLE -> {}
        }
    }

    static Outcome judge(List<Round> rounds) {
        if (rounds.stream().anyMatch(Round::quick)) {
            return Outcome.PASS;
        }
        return rounds.stream().allMatch(round -> round.calm() || round.slowThroughout())
                ? Outcome.FAIL
                : Outcome.INCONCLUSIVE;
    }

    private static Round round(Probe probe) throws IOException {
        String key = probe.target().keys().infer();
        byte[] body = Json.bytes(FusionRules.fusion(probe, "balanced"));
        Request route = probe.authorized(Request.json(probe.path("/plugsky/route"), body), key);
        Request list = probe.authorized(Request.get(probe.path("/models")), key);
        double[] routed = new double[TIMED];
        double[] listed = new double[TIMED];
        double[] waited = new double[TIMED];
        for (int i = 0; i < TIMED; i++) {
            routed[i] = millis(Expect.status(probe.send(route), 200));
            Answer answer = Expect.status(probe.send(list), 200);
            listed[i] = millis(answer);
            waited[i] = (answer.timing().head() - answer.timing().sent()) / 1e6;
        }
        return new Round(routed, listed, waited);
    }

    private static long millis(Answer answer) {
        return Long.parseLong(Expect.header(answer, "openai-processing-ms"));
    }
}
