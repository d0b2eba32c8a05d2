package com.plugsky.conformance.wire;

/** One header line, name and value as they stand on the wire. */
public record Header(String name, String value) {
    @Override
    public String toString() {
        return name + ": " + value;
    }
}
