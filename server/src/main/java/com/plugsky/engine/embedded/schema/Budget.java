package com.plugsky.engine.embedded.schema;

/** The bound on the work for one schema, counted in steps. One thread. */
final class Budget {

    private final int depth;
    private int steps;

    Budget(int steps, int depth) {
        this.steps = steps;
        this.depth = depth;
    }

    void step(Place place) throws Unsatisfiable {
        if (--steps < 0) {
            throw Unsatisfiable.exhausted(place.path(), "the schema takes too many steps");
        }
        if (place.depth() > depth) {
            throw place.fail("the schema nests deeper than " + depth + " levels");
        }
    }

    /** Takes several steps at once, for a piece of work whose size is known. */
    void steps(Place place, int count) throws Unsatisfiable {
        steps -= Math.min(count, Math.max(steps, 0));
        step(place);
    }
}
