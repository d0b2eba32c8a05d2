package com.plugsky.engine.upstream.relay;

import com.plugsky.contract.model.ChatCompletionRequest;
import com.plugsky.contract.model.CustomToolChoice;
import com.plugsky.contract.model.FunctionToolChoice;
import com.plugsky.contract.model.StreamOptions;
import com.plugsky.engine.ChatRequest;
import com.plugsky.engine.upstream.relay.fault.Redaction;

/**
 * How one answer is passed on.
 *
 * @param model the fleet id that stands in the answer instead of the upstream's own name
 * @param withholdUsage whether the usage of a stream is for us only
 * @param strict whether a fault fails the answer instead of being repaired
 * @param asked what of the caller's request the answer must fit
 * @param redaction what of an error's text the caller may read
 */
public record Relaying(String model, boolean withholdUsage, boolean strict, Asked asked, Redaction redaction) {

    /**
     * What the caller asked for.
     *
     * @param id the id of an answer to which its upstream gives none
     * @param created when the caller asked, in seconds since 1970, for an answer to which its upstream gives no time
     * @param choices how many
     * @param usage whether a stream ends with its usage
     * @param namedTool whether one tool was named, whose call may end with {@code stop}
     */
    public record Asked(String id, long created, int choices, boolean usage, boolean namedTool) {

        static final Asked PLAIN = new Asked("chatcmpl-0", 0, 1, false, false);

        static Asked of(ChatRequest request) {
            ChatCompletionRequest view = request.view();
            StreamOptions options = view.getStreamOptions();
            boolean named = view.getToolChoice() instanceof FunctionToolChoice
                    || view.getToolChoice() instanceof CustomToolChoice;
            return new Asked(
                    "chatcmpl-" + request.id().substring(request.id().indexOf('_') + 1),
                    request.receivedAt().getEpochSecond(),
                    view.getN() == null ? 1 : view.getN(),
                    options != null && Boolean.TRUE.equals(options.getIncludeUsage()),
                    named);
        }
    }

    /** One for a caller who asks for a single choice and no more. */
    public Relaying(String model, boolean withholdUsage, boolean strict) {
        this(model, withholdUsage, strict, Asked.PLAIN);
    }

    Relaying(String model, boolean withholdUsage, boolean strict, Asked asked) {
        this(model, withholdUsage, strict, asked, Redaction.PLAIN);
    }

    /** The same for what this caller asks. */
    public Relaying asks(ChatRequest request) {
        return new Relaying(model, withholdUsage, strict, Asked.of(request), redaction);
    }

    /** The same of an upstream that knows what is private. */
    public Relaying cuts(Redaction privacy) {
        return new Relaying(model, withholdUsage, strict, asked, privacy);
    }
}
