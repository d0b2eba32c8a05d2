package com.plugsky.conformance.walk;

import com.plugsky.conformance.Target;

/**
 * The models that requests of the walk may name.
 *
 * @param chat text, tools and JSON
 * @param vision also images
 * @param fusion chooses among the others
 */
public record WalkModels(String chat, String vision, String fusion) {
    /** Those of a server; the chat model stands in for those that it has not. */
    public static WalkModels of(Target.Models models) {
        String vision = models.vision();
        String fusion = models.fusion();
        return new WalkModels(
                models.chat(), vision == null ? models.chat() : vision, fusion == null ? models.chat() : fusion);
    }
}
