package com.plugsky.routing;

import com.plugsky.error.ErrorCode;
import com.plugsky.error.Refusal;
import com.plugsky.fleet.Model;

/** The refusal of what does not fit into a model's context, in the words that clients of OpenAI look for. */
public final class ContextRefusal {

    private ContextRefusal() {}

    /** @param answer the tokens that the answer may need at least */
    public static Refusal of(Model model, int prompt, int answer) {
        long needed = (long) prompt + answer;
        return of(model, needed + " (" + prompt + " in the messages, " + answer + " for the answer)");
    }

    /** Of a prompt that was not counted to its end. */
    public static Refusal ofMoreThan(Model model, int prompt) {
        return of(model, "more than " + prompt);
    }

    private static Refusal of(Model model, String needs) {
        return Refusal.of(
                ErrorCode.CONTEXT_LENGTH_EXCEEDED,
                "The maximum context length of \"" + model.id() + "\" is " + model.context()
                        + " tokens; this request needs " + needs + ".",
                "messages");
    }
}
