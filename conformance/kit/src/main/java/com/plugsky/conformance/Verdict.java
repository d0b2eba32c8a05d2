package com.plugsky.conformance;

import com.plugsky.conformance.wire.Exchange;
import java.util.List;

/**
 * The outcome of one rule against one server.
 *
 * @param reason one line; empty when it passed
 * @param evidence the exchanges that led to it, the deciding one last
 */
public record Verdict(Outcome outcome, String reason, List<Exchange> evidence) {
    public Verdict {
        evidence = List.copyOf(evidence);
    }
}
