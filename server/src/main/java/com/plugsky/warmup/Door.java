package com.plugsky.warmup;

/** The server's door as the warm-up sees it. Safe for use by many threads. */
public interface Door {

    /** Says whether the server still warms up, and so does not want to be sent requests yet. */
    void warming(boolean still);

    /** How many requests of callers are being answered now. */
    int inside();

    /** Whether the server is about to stop, or stops. */
    boolean ending();
}
