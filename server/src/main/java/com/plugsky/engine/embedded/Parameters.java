package com.plugsky.engine.embedded;

import com.plugsky.contract.model.ChatCompletionRequest;
import com.plugsky.contract.model.ReasoningEffort;
import com.plugsky.engine.embedded.decode.Bias;
import com.plugsky.engine.embedded.decode.Sampling;
import com.plugsky.fleet.Ability;
import com.plugsky.fleet.Model;
import com.plugsky.token.TokenBytes;
import org.jspecify.annotations.Nullable;

/** The parameters of a request that act on tokens, their defaults filled in. */
final class Parameters {

    private final ChatCompletionRequest request;

    Parameters(ChatCompletionRequest request) {
        this.request = request;
    }

    Sampling sampling() {
        boolean told = Boolean.TRUE.equals(request.getLogprobs());
        return new Sampling(
                or(request.getTemperature(), 1),
                or(request.getTopP(), 1),
                or(request.getPresencePenalty(), 0),
                or(request.getFrequencyPenalty(), 0),
                Bias.of(request.getLogitBias(), TokenBytes.IDS),
                !told ? -1 : request.getTopLogprobs() == null ? 0 : request.getTopLogprobs());
    }

    private static double or(@Nullable Double given, double usual) {
        return given == null ? usual : given;
    }

    /** The limit that the caller set; of its two names the newer one wins; 0: none. */
    static int asked(ChatCompletionRequest request) {
        Integer newer = request.getMaxCompletionTokens();
        Integer asked = newer == null ? request.getMaxTokens() : newer;
        return asked == null ? 0 : asked;
    }

    /**
     * The most tokens that a choice may have.
     *
     * @param together the bound on all choices, alternatives that are told with their tokens included
     */
    int most(Model model, int prompt, int together) {
        int choices = request.getN() == null ? 1 : request.getN();
        int each = Math.max(1, together / choices / (1 + Math.max(0, sampling().alternatives())));
        int most = Math.min(each, Math.min(model.maxOutput(), model.context() - prompt));
        int asked = asked(request);
        return asked == 0 ? most : Math.min(asked, most);
    }

    /** How many tokens a reasoning model says before its answer; 0 on any other. */
    int thoughts(Model model, int most) {
        if (!model.can(Ability.REASONING)) {
            return 0;
        }
        ReasoningEffort effort = request.getReasoningEffort();
        int thoughts = switch (effort == null ? ReasoningEffort.MEDIUM : effort) {
            case NONE -> 0;
            case MINIMAL -> 12;
            case LOW -> 40;
            case MEDIUM -> 120;
            case HIGH -> 360;
            case XHIGH -> 720;
            case MAX -> 1440;
        };
        return Math.min(thoughts, most);
    }
}
