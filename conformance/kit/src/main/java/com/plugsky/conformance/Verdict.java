package com.plugsky.conformance;

import com.plugsky.conformance.wire.Exchange;
import java.util.List;

/**
 * The outcome of one rule against one server.
 *
 * @param reason one line; of a pass what was not looked at, empty when all was
 * @param evidence the exchanges that led to it, the deciding one last
 * @param retries how many requests were sent again, since the server closed a kept connection without a byte of an answer
 */
public record Verdict(Outcome outcome, String reason, List<Exchange> evidence, long retries) {
    static final String UNANSWERED = "no answer";
    static final String ENDLESS = "an answer has no end";

    public Verdict {
        evidence = List.copyOf(evidence);
    }

    /** Whether it ended since an answer that had begun did not end. */
    public boolean endless() {
        return reason.startsWith(ENDLESS);
    }

    /** Whether it ended since no answer came, or a broken one. */
    public boolean unanswered() {
        return reason.startsWith(UNANSWERED);
    }
}
