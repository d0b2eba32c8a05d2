package com.plugsky.json;

/** Why a caller's JSON Schema cannot be used, and where in it; without a stack trace, since it is an answer. */
public final class SchemaFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String pointer;

    SchemaFault(String why, String pointer) {
        super(why, null, false, false);
        this.pointer = pointer;
    }

    /** The JSON pointer of the place; empty for the schema itself. */
    public String pointer() {
        return pointer;
    }

    /** The reason and the place in words. */
    public String words() {
        return getMessage() + (pointer.isEmpty() ? "" : " at " + pointer);
    }
}
