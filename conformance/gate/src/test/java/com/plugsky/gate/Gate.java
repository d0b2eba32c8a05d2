package com.plugsky.gate;

import java.nio.file.Path;

/** Where the gate finds what it tests, as the build tells it. */
final class Gate {
    private Gate() {}

    /** The folder of this module. */
    static Path folder() {
        return Path.of("").toAbsolutePath();
    }

    /** The folder for everything that a run makes. */
    static Path target() {
        return folder().resolve("target");
    }

    static Path contract() {
        return named("plugsky.contract");
    }

    static Path serverJar() {
        return named("plugsky.server.jar");
    }

    private static Path named(String property) {
        String value = System.getProperty(property);
        if (value == null) {
            throw new IllegalStateException(property + ": not set (expected: a path, which the build sets)");
        }
        return Path.of(value).toAbsolutePath().normalize();
    }
}
