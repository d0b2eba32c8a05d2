package com.plugsky.conformance;

import java.io.IOException;

/** What a rule does: returns when the server keeps it, else throws {@link Unmet}; an I/O failure is the server's. */
@FunctionalInterface
public interface Check {
    void run(Probe probe) throws IOException;
}
