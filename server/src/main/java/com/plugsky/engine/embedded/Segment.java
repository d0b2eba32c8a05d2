package com.plugsky.engine.embedded;

import com.plugsky.stream.Call;

/** A part of what a choice will say; a plan is a list of them. */
sealed interface Segment {

    /** What a reasoning model says before its answer: so many tokens, drawn. */
    record Thought(int tokens) implements Segment {}

    /**
     * Text that is drawn.
     *
     * @param sentences after how many of them it ends
     * @param mark after which mark of the model it begins
     * @param plain whether it stands within a JSON string
     */
    record Drawn(int sentences, int mark, boolean plain) implements Segment {}

    /** Text that has to come as it is. */
    record Given(int[] tokens) implements Segment {}

    /**
     * A call.
     *
     * @param nameTokens what its name costs
     * @param tokens its arguments as JSON, or the input of a custom tool
     */
    record Called(Call call, int nameTokens, int[] tokens) implements Segment {}
}
