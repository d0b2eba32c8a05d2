package com.plugsky.fleet;

import org.jspecify.annotations.Nullable;

/** A place that answers for a model. */
public sealed interface Target {

    /**
     * The engine inside this process.
     *
     * @param latency the time that it takes; null: as the settings say
     */
    record Embedded(@Nullable Latency latency) implements Target {

        /** One that takes the time that the settings say. */
        public Embedded() {
            this(null);
        }
    }

    /**
     * The engine that fails on purpose.
     *
     * @param number the status of {@link Kind#STATUS}, the chunks of {@link Kind#CUT_AFTER}; 0 for the others
     */
    record Mock(Kind kind, int number) implements Target {

        /** How it fails; docs/guides/test-your-client.md tells what each does. */
        public enum Kind {
            STATUS,
            STALL,
            CUT_AFTER,
            NO_DONE,
            ERROR_MID_STREAM,
            SLOW_DRIP,
            RESET,
            MALFORMED_CHUNK,
            MISSING_INDEX,
            SPLIT_UTF8,
            HTML_200
        }
    }
}
