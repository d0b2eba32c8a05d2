package com.plugsky.bench.load;

import java.time.Duration;

/** What the environment says of a run. */
final class Given {
    private Given() {}

    static int number(String name, int usual) {
        String text = System.getenv(name);
        if (text == null || text.isBlank()) {
            return usual;
        }
        try {
            int number = Integer.parseInt(text.strip());
            if (number > 0) {
                return number;
            }
        } catch (NumberFormatException bad) {
            throw new IllegalArgumentException(name + ": " + text + " (expected: a whole number)", bad);
        }
        throw new IllegalArgumentException(name + ": " + text + " (expected: at least 1)");
    }

    static Duration seconds(String name, int usual) {
        return Duration.ofSeconds(number(name, usual));
    }
}
