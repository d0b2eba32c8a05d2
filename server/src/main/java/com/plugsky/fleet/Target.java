package com.plugsky.fleet;

/** A place that answers for a model. */
public sealed interface Target {

    /** The engine inside this process. */
    record Embedded() implements Target {}

    /** The engine that fails on purpose; in the default fleet only. */
    record Mock() implements Target {}
}
