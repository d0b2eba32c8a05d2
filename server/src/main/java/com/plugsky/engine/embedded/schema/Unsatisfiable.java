package com.plugsky.engine.embedded.schema;

/** Says that no value was found for a schema, and where in the schema the reason lies. */
public final class Unsatisfiable extends Exception {

    private static final long serialVersionUID = 1L;

    private final String path;
    private final boolean last;

    private Unsatisfiable(String path, String reason, boolean last) {
        super(reason, null, false, false);
        this.path = path;
        this.last = last;
    }

    static Unsatisfiable at(String path, String reason) {
        return new Unsatisfiable(path, reason, false);
    }

    /** One after which no other branch is tried: the bound on the work is reached. */
    static Unsatisfiable exhausted(String path, String reason) {
        return new Unsatisfiable(path, reason, true);
    }

    /** The place in the schema, as a JSON pointer; empty for the whole schema. */
    public String path() {
        return path;
    }

    boolean isLast() {
        return last;
    }
}
