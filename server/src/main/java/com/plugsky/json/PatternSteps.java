package com.plugsky.json;

/** How many more characters patterns may look at, in one text or in several. One thread. */
public final class PatternSteps {

    private int left;

    public PatternSteps(int steps) {
        this.left = steps;
    }

    /** Takes a step; whether there was one left. */
    boolean take() {
        return left-- > 0;
    }
}
