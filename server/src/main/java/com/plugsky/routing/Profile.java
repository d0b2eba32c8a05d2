package com.plugsky.routing;

import com.plugsky.contract.model.ChatCompletionRequest;
import com.plugsky.fleet.Ability;
import com.plugsky.token.TokenCounter;
import java.util.Map;

/**
 * What routing sees of a request's body.
 *
 * @param needs what a model must be able to do, and which parameter asks for it
 * @param promptTokens estimated from the length of the texts, and counted only where a model's context may be too small
 * @param maxOutputTokens what the caller asked for at most; 0: said nothing
 * @param text the last message of the user
 */
public record Profile(Map<Ability, String> needs, int promptTokens, int maxOutputTokens, CharSequence text) {

    public Profile {
        needs = Map.copyOf(needs);
    }

    /**
     * Looks at a body.
     *
     * @param exactAbove from how many tokens on, at worst, the estimate is not enough
     * @param enough above this number of tokens nobody needs to know the exact one
     */
    public static Profile of(ChatCompletionRequest body, TokenCounter counter, int exactAbove, int enough) {
        var texts = new PromptTexts(body);
        int tokens = texts.atMost() <= exactAbove ? texts.estimate() : texts.count(counter, enough);
        return new Profile(texts.needs(), tokens, maxOutputTokens(body), texts.lastOfUser());
    }

    /** The newer name wins. */
    private static int maxOutputTokens(ChatCompletionRequest body) {
        if (body.getMaxCompletionTokens() != null) {
            return body.getMaxCompletionTokens();
        }
        return body.getMaxTokens() == null ? 0 : body.getMaxTokens();
    }
}
