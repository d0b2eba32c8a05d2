package com.plugsky.fleet;

import java.util.List;

/** A fleet file that cannot be used: every fault in it, a line each. */
public sealed class FleetFault extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient List<String> faults;

    FleetFault(List<String> faults) {
        super(String.join(System.lineSeparator(), faults), null, false, false);
        this.faults = List.copyOf(faults);
    }

    /** In the form {@code fleet.yaml:12: models[1].tier: gold (expected: free or pro)}, at least one. */
    public List<String> faults() {
        return faults;
    }

    /** A file whose bytes cannot be had at all. */
    static final class Unreadable extends FleetFault {

        private static final long serialVersionUID = 1L;

        Unreadable(String fault) {
            super(List.of(fault));
        }
    }
}
