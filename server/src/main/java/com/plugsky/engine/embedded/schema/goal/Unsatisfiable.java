package com.plugsky.engine.embedded.schema.goal;

/** Says that no value was found for a schema, and where in the schema the reason lies. */
public final class Unsatisfiable extends Exception {

    private static final long serialVersionUID = 1L;

    /** What a failure says of other ways to a value. */
    private enum Weight {
        /** Another way may lead to one. */
        OPEN,
        /** There is no value. */
        CERTAIN,
        /** The bound on the work is reached. */
        EXHAUSTED
    }

    private final String path;
    private final Weight weight;

    private Unsatisfiable(String path, String reason, Weight weight) {
        super(reason, null, false, false);
        this.path = path;
        this.weight = weight;
    }

    /** That this way leads to no value; another one may. */
    public static Unsatisfiable at(String path, String reason) {
        return new Unsatisfiable(path, reason, Weight.OPEN);
    }

    /** That there is no value, whatever is tried. */
    public static Unsatisfiable certain(String path, String reason) {
        return new Unsatisfiable(path, reason, Weight.CERTAIN);
    }

    /** That the bound on the work is reached, so that nothing else is tried. */
    static Unsatisfiable exhausted(String path, String reason) {
        return new Unsatisfiable(path, reason, Weight.EXHAUSTED);
    }

    /** The same, though another way may lead to a value. */
    public Unsatisfiable open() {
        return weight == Weight.CERTAIN ? at(path, String.valueOf(getMessage())) : this;
    }

    /** The place in the schema, as a JSON pointer; empty for the whole schema. */
    public String path() {
        return path;
    }

    /** Whether the search is over. */
    public boolean isLast() {
        return weight == Weight.EXHAUSTED;
    }

    /** Whether there is no value at all. */
    public boolean isCertain() {
        return weight == Weight.CERTAIN;
    }
}
