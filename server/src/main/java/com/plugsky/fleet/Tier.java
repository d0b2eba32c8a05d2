package com.plugsky.fleet;

import java.util.Locale;

/** The plan that a model belongs to, the cheaper one first. */
public enum Tier {
    FREE,
    PRO;

    /** Whether a caller whose plan ends at {@code cap} may use this tier. */
    public boolean within(Tier cap) {
        return compareTo(cap) <= 0;
    }

    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
