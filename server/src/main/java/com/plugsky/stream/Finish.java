package com.plugsky.stream;

/** Why an answer ended, as {@code finish_reason} says it. */
public enum Finish {
    STOP("stop"),
    LENGTH("length"),
    TOOL_CALLS("tool_calls"),
    FUNCTION_CALL("function_call");

    private final String wire;

    Finish(String wire) {
        this.wire = wire;
    }

    public String wire() {
        return wire;
    }
}
