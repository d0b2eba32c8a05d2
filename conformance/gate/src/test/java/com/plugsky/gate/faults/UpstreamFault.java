package com.plugsky.gate.faults;

import com.plugsky.conformance.upstream.script.Phase;
import org.jspecify.annotations.Nullable;

/** A fault of an upstream. */
enum UpstreamFault {
    REFUSED("connection refused", null),
    RESET("reset", "fault-reset"),
    DNS("name does not resolve", null),
    TLS("TLS handshake fails", null),
    UNTRUSTED("certificate is not trusted", null),
    STATUS_429("429, Retry-After", "fault-status-429-" + UpstreamFault.RETRY_AFTER),
    STATUS_500("500", "fault-status-500"),
    STATUS_503("503, Retry-After", "fault-status-503-" + UpstreamFault.RETRY_AFTER),
    HTML("200 with HTML", "fault-html"),
    HALF_JSON("half JSON", "fault-half-json"),
    STALL("stall", "fault-stall"),
    SLOW_DRIP("slow drip", "fault-slow-drip"),
    CUT("cut", "fault-cut");

    /** Longer than the server waits for by itself. */
    static final int RETRY_AFTER = 7;

    /** How long each byte of a slow drip takes. */
    private static final int DRIP_MILLIS = 20;

    private final String label;
    private final @Nullable String model;

    UpstreamFault(String label, @Nullable String model) {
        this.label = label;
        this.model = model;
    }

    String label() {
        return label;
    }

    /** The upstream's model that fails so. */
    String model(Phase phase) {
        if (model == null) {
            return "scripted";
        }
        return switch (this) {
            case RESET, STALL, HALF_JSON, CUT -> model + "-at-" + phase.word();
            case SLOW_DRIP -> model + "-at-" + phase.word() + "-" + DRIP_MILLIS;
            default -> model;
        };
    }

    /** Why it cannot be at this point; null: it can. */
    @Nullable
    String impossible(Phase phase) {
        if (this == HALF_JSON) {
            return phase == Phase.BEFORE_HEADERS ? "nothing has come that could be half" : null;
        }
        if (phase == Phase.BEFORE_HEADERS) {
            return null;
        }
        return switch (this) {
            case REFUSED, DNS, TLS, UNTRUSTED -> "there is a connection by then";
            case STATUS_429, STATUS_500, STATUS_503 -> "the status has come by then";
            case HTML -> "the media type has come by then";
            default -> null;
        };
    }
}
