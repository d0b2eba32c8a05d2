package com.plugsky.stream;

import com.plugsky.engine.Usage;

/**
 * What an answer took, with the details that the wire has.
 *
 * @param imageTokens the part of the prompt's tokens that is images
 */
public record Tokens(Usage usage, int imageTokens) {

    void write(JsonBytes out) {
        out.raw("{\"prompt_tokens\":").number(usage.promptTokens());
        out.raw(",\"completion_tokens\":").number(usage.completionTokens());
        out.raw(",\"total_tokens\":").number(usage.totalTokens());
        out.raw(",\"prompt_tokens_details\":{\"cached_tokens\":0,\"audio_tokens\":0");
        if (imageTokens > 0) {
            out.raw(",\"image_tokens\":").number(imageTokens);
        }
        out.raw("},\"completion_tokens_details\":{\"reasoning_tokens\":").number(usage.reasoningTokens());
        out.raw(",\"audio_tokens\":0,\"accepted_prediction_tokens\":0,\"rejected_prediction_tokens\":0}}");
    }
}
