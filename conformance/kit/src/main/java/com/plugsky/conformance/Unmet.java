package com.plugsky.conformance;

/** Ends a check with another outcome than pass. */
public final class Unmet extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final Outcome outcome;

    private Unmet(Outcome outcome, String reason) {
        super(reason, null, false, false);
        this.outcome = outcome;
    }

    public static Unmet fail(String reason) {
        return new Unmet(Outcome.FAIL, reason);
    }

    public static Unmet inconclusive(String reason) {
        return new Unmet(Outcome.INCONCLUSIVE, reason);
    }

    public static Unmet notApplicable(String reason) {
        return new Unmet(Outcome.NOT_APPLICABLE, reason);
    }

    /** How the check ended. */
    public Outcome outcome() {
        return outcome;
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
