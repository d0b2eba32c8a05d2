package com.plugsky.conformance;

import java.util.Locale;

/** How a rule ended. */
public enum Outcome {
    PASS,
    FAIL,
    /** The server's behaviour did not allow a judgement, for example a text that differs from run to run. */
    INCONCLUSIVE,
    /** What the rule needs is not there: a fixture, an upstream, a feature that was not offered. */
    NOT_APPLICABLE;

    /** As reports write it, for example {@code not applicable}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
