package com.plugsky.engine.embedded;

import com.plugsky.contract.model.ChatCompletionRequest;
import com.plugsky.engine.ChatRequest;
import com.plugsky.fleet.Model;
import com.plugsky.routing.ContextRefusal;
import com.plugsky.token.PromptTokens;
import com.plugsky.token.TokenCounter;

/** The count of a prompt's tokens, and the refusal of what does not fit into a model's context. Safe for many threads. */
final class ContextCheck {

    /** The longest body whose tokens are counted to the end when there are too many. */
    private static final int COUNTED_WHOLE = 1 << 20;

    private final PromptTokens promptTokens;

    ContextCheck(TokenCounter counter) {
        this.promptTokens = new PromptTokens(counter);
    }

    /**
     * The tokens of the prompt.
     *
     * @param more what images add to those of the texts
     * @throws com.plugsky.error.Refusal 400: it does not fit, with the room for the answer that the caller asks for
     */
    int tokens(ChatRequest request, Model model, int more) {
        ChatCompletionRequest view = request.view();
        int text = promptTokens.count(view, model.context());
        int asked = Parameters.asked(view);
        long needed = (long) text + more + Math.max(1, asked);
        if (needed <= model.context()) {
            return text + more;
        }
        boolean whole = text <= model.context() || request.body().length <= COUNTED_WHOLE;
        throw whole
                ? ContextRefusal.of(model, promptTokens.count(view) + more, Math.max(1, asked))
                : ContextRefusal.ofMoreThan(model, model.context());
    }
}
