package com.plugsky.conformance.params;

import com.plugsky.conformance.wire.Answer;
import java.io.IOException;

/**
 * How a parameter's effect is looked for.
 *
 * @param members what is put into the request, as JSON with single quotes
 * @param effect looks at the answer, which is 200
 */
record Experiment(String parameter, String members, Effect effect) {
    /** Looks for an effect; a server that answers otherwise than the contract says has none. */
    @FunctionalInterface
    interface Effect {
        Sight of(Trial trial, Answer answer) throws IOException;
    }
}
