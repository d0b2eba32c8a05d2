package com.plugsky.bench.load;

import java.time.Duration;
import java.util.List;

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

    /** Options for our server, with spaces between them: {@code SERVER_OPTIONS}. */
    static List<String> options() {
        String text = System.getenv().getOrDefault("SERVER_OPTIONS", "").strip();
        return text.isEmpty() ? List.of() : List.of(text.split("\\s+"));
    }

    static Duration seconds(String name, int usual) {
        return Duration.ofSeconds(number(name, usual));
    }
}
