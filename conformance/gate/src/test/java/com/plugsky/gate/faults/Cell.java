package com.plugsky.gate.faults;

import com.plugsky.conformance.upstream.script.Phase;
import com.plugsky.gate.faults.Outcome.Broken;
import com.plugsky.gate.faults.Outcome.Refused;
import com.plugsky.gate.faults.Outcome.Whole;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * One fault at one point of one kind of answer.
 *
 * @param fallback whether another model is there to answer
 */
record Cell(UpstreamFault fault, Phase phase, boolean stream, boolean fallback) {
    /** The model that answers instead. */
    static final String HEALTHY = "healthy";

    private static final String ERROR = "upstream_error";
    private static final String TIMEOUT = "upstream_timeout";

    /** All that can be. */
    static List<Cell> all() {
        return Arrays.stream(UpstreamFault.values())
                .flatMap(fault -> Arrays.stream(Phase.values())
                        .filter(phase -> fault.impossible(phase) == null)
                        .flatMap(phase -> of(fault, phase)))
                .toList();
    }

    static Stream<Cell> of(UpstreamFault fault, Phase phase) {
        return Stream.of(
                new Cell(fault, phase, true, false),
                new Cell(fault, phase, true, true),
                new Cell(fault, phase, false, false),
                new Cell(fault, phase, false, true));
    }

    /** The fleet's model. */
    String id() {
        return "cell-" + fault.name().toLowerCase(Locale.ROOT).replace('_', '-') + "-" + phase.word()
                + (stream ? "-stream" : "-plain") + (fallback ? "-fallback" : "-alone");
    }

    /** The one outcome. */
    Outcome expected() {
        // What is left is a byte, or the last event, and it comes in time.
        boolean late = fault == UpstreamFault.SLOW_DRIP && phase == Phase.BEFORE_DONE;
        if (late) {
            return new Whole(null);
        }
        if (started()) {
            return new Broken(code());
        }
        if (fallback) {
            return new Whole(HEALTHY);
        }
        return switch (fault) {
            case STATUS_429 -> new Refused(429, "rate_limit_exceeded", null, UpstreamFault.RETRY_AFTER);
            case STATUS_503 -> new Refused(503, ERROR, false, UpstreamFault.RETRY_AFTER);
            case STALL, SLOW_DRIP -> new Refused(504, TIMEOUT, false, null);
            default -> new Refused(502, ERROR, false, null);
        };
    }

    /** Whether the first chunk has left when the fault strikes; after it nothing is tried again. */
    boolean started() {
        return stream && (phase == Phase.MID_STREAM || phase == Phase.BEFORE_DONE);
    }

    private String code() {
        return fault == UpstreamFault.STALL || fault == UpstreamFault.SLOW_DRIP ? TIMEOUT : ERROR;
    }
}
