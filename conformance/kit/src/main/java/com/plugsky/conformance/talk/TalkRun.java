package com.plugsky.conformance.talk;

import com.plugsky.conformance.Probe;
import com.plugsky.conformance.Profile;
import com.plugsky.conformance.Target;
import com.plugsky.conformance.contract.Contract;
import com.plugsky.conformance.report.Evidence;
import com.plugsky.conformance.report.Finding;
import com.plugsky.conformance.report.Secrets;
import com.plugsky.conformance.wire.Request;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Holds conversations, one after the other. */
public final class TalkRun {
    private static final int MOST_MISFITS = 20;
    private static final int MOST_SILENT = 3;
    private static final int MOST_TEXT = 4_000;

    private final Target target;
    private final Contract contract;
    private final long seed;

    public TalkRun(Target target, Contract contract, long seed) {
        this.target = target;
        this.contract = contract;
        this.seed = seed;
    }

    /**
     * What the conversations brought.
     *
     * @param left how often a caller left a stream
     * @param misfits those that did not fit, the first twenty at most
     */
    public record Talked(Counts counts, Duration took, List<Finding> misfits) {
        public Talked {
            misfits = List.copyOf(misfits);
        }

        /** For example {@code 100 conversations, 351 turns, 120 streams left, in 1.2 s: 0 misfits}. */
        public String line() {
            return String.format(
                    Locale.ROOT,
                    "%d conversations, %d turns, %d streams left, in %.1f s: %d misfits",
                    counts.conversations(),
                    counts.turns(),
                    counts.left(),
                    took.toMillis() / 1000.0,
                    misfits.size());
        }
    }

    /** How much was said. @param left how often a caller left a stream */
    public record Counts(int conversations, int turns, int left) {}

    /** Holds the conversations 0 to {@code many} - 1; stops after twenty that did not fit, or three in a row without an answer. */
    public Talked run(int many) {
        long began = System.nanoTime();
        Evidence evidence = new Evidence(target.endpoint(), Secrets.of(target), MOST_TEXT);
        List<Finding> misfits = new ArrayList<>();
        int held = 0;
        int turns = 0;
        int left = 0;
        int silent = 0;
        while (held < many && misfits.size() < MOST_MISFITS && silent < MOST_SILENT) {
            try (Probe probe = new Probe(target, contract)) {
                Conversation conversation = new Conversation(probe, seed, held);
                String why = conversation.misfit();
                turns += conversation.turns();
                left += conversation.left();
                Request last = conversation.last();
                silent = conversation.unanswered() ? silent + 1 : 0;
                if (why != null && last != null) {
                    String name = "conversation " + held + " of seed " + seed + ", " + why;
                    misfits.add(new Finding(
                            "talk",
                            "generated conversation",
                            evidence.text(name),
                            evidence.request(last),
                            target.profile() != Profile.CORE || conversation.fault(),
                            evidence.curl(last)));
                }
            }
            held++;
        }
        return new Talked(new Counts(held, turns, left), Duration.ofNanos(System.nanoTime() - began), misfits);
    }
}
