package com.plugsky.gate.faults;

import org.jspecify.annotations.Nullable;

/** What a caller gets. */
sealed interface Outcome {

    /** As it stands in the table. */
    String text();

    /**
     * A status and an error in our envelope.
     *
     * @param shouldRetry the value of {@code x-should-retry}; null: there is none
     * @param retryAfter the value of {@code retry-after}; null: not looked at
     */
    record Refused(
            int status,
            String code,
            @Nullable Boolean shouldRetry,
            @Nullable Integer retryAfter) implements Outcome {
        @Override
        public String text() {
            return status + " `" + code + "`" + (retryAfter == null ? "" : ", `retry-after: " + retryAfter + "`");
        }
    }

    /** A right answer, of this model; null: of the asked one. */
    record Whole(@Nullable String by) implements Outcome {
        @Override
        public String text() {
            return by == null ? "whole, if late" : "whole, from the fallback";
        }
    }

    /** The beginning of a stream, then an error event of this code, and no {@code [DONE]}. */
    record Broken(String code) implements Outcome {
        @Override
        public String text() {
            return "part, then error event `" + code + "`";
        }
    }
}
