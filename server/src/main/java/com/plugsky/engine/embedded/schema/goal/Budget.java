package com.plugsky.engine.embedded.schema.goal;

/** The bound on the work for one schema, counted in steps and in characters that are written. One thread. */
public final class Budget {

    /** How many characters the texts and names of one attempt may have in all. */
    public static final int MAX_CHARACTERS = 1 << 20;

    private final int depth;
    private int steps;
    private int attempt;
    private int characters;

    /** @param depth how deep a value may nest */
    public Budget(int steps, int depth) {
        this.steps = steps;
        this.attempt = steps;
        this.depth = depth;
    }

    /** Begins an attempt that may take a part of the steps that are left. */
    public void attempt(int share) {
        attempt = Math.min(steps, share);
        characters = MAX_CHARACTERS;
    }

    /** Whether all steps are taken. */
    public boolean spent() {
        return steps <= 0;
    }

    /** Takes steps, for a piece of work whose size is known. */
    public void take(int count, String path) throws Unsatisfiable {
        int most = Math.min(count, attempt);
        attempt -= most;
        steps -= most;
        if (attempt <= 0) {
            throw Unsatisfiable.exhausted(path, "the search for a value takes too many steps");
        }
    }

    /** Refuses what nests too deep. */
    public void descend(int to, String path) throws Unsatisfiable {
        take(1, path);
        if (to > depth) {
            throw Unsatisfiable.at(path, "the values nest deeper than " + depth + " levels");
        }
    }

    /** Takes characters for a text. */
    public void write(int count, String path) throws Unsatisfiable {
        characters -= Math.min(count, characters + 1);
        if (characters < 0) {
            throw Unsatisfiable.exhausted(path, "the texts are longer than " + MAX_CHARACTERS + " characters in all");
        }
    }
}
