package com.plugsky.fleet;

import java.util.ArrayList;
import java.util.List;
import org.yaml.snakeyaml.nodes.Node;

/** The faults found so far in one file; the first {@link #MAX} are kept. */
final class Faults {

    private static final int MAX = 20;
    private static final int MAX_VALUE = 80;

    private final String file;
    private final List<String> found = new ArrayList<>();

    Faults(String file) {
        this.file = file;
    }

    /** A value that is not what it should be. */
    void add(Node at, String path, String value, String expected) {
        String shown = value.length() > MAX_VALUE ? value.substring(0, MAX_VALUE) + "..." : value;
        say(at, path + ": " + shown.replaceAll("\\R", " ") + " (expected: " + expected + ")");
    }

    /** A fault in words of its own. */
    void say(Node at, String text) {
        say(at.getStartMark().getLine() + 1, text);
    }

    void say(int line, String text) {
        if (found.size() < MAX) {
            found.add(file + ":" + line + ": " + text);
        }
    }

    void throwIfAny() throws FleetFault {
        if (!found.isEmpty()) {
            throw fault();
        }
    }

    FleetFault fault() {
        return new FleetFault(found);
    }
}
