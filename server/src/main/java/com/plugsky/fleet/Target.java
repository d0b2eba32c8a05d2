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

    /** The engine that fails on purpose; in the default fleet only. */
    record Mock() implements Target {}
}
