package com.plugsky.observe;

import java.util.Locale;

/** How an accepted request ended. */
public enum Outcome {
    OK,
    /** It failed after it was accepted. */
    ERROR,
    /** The caller left. */
    CANCELLED;

    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
