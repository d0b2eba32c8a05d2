package com.plugsky.fleet;

/** A place that answers for a model. */
public sealed interface Target {

    /** The engine inside this process. */
    record Embedded() implements Target {}
}
