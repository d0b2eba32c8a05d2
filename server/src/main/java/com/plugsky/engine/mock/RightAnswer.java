package com.plugsky.engine.mock;

import com.plugsky.contract.model.StreamOptions;
import com.plugsky.engine.ChatRequest;
import com.plugsky.engine.Usage;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The answer that a mock spoils: right in every respect, and always the same for the same request.
 *
 * <p>Its texts are made by hand, not by the writers of {@code stream}, so that they can be wrong where a fault wants it.
 *
 * @param id of the completion
 * @param created seconds since 1970
 * @param model the id that was asked
 * @param usageAsked whether a stream ends with its usage
 * @param pieces of the text, a chunk each; nothing in them needs an escape in JSON
 */
record RightAnswer(String id, long created, String model, boolean usageAsked, List<String> pieces) {

    private static final List<String> WORDS = List.of("This ", "answer ", "comes ", "in ", "a ", "few ", "pieces. ");

    /** The tokens of any prompt, and those of a piece: made up, as all of this is. */
    private static final int PROMPT_TOKENS = 10;

    static RightAnswer to(ChatRequest request, String model) {
        StreamOptions options = request.view().getStreamOptions();
        return new RightAnswer(
                "chatcmpl-" + request.id().replaceFirst("^req_", ""),
                request.receivedAt().getEpochSecond(),
                model,
                options != null && Boolean.TRUE.equals(options.getIncludeUsage()),
                WORDS);
    }

    /** The same answer in at least this many pieces. */
    RightAnswer inPieces(int least) {
        int size = Math.max(least, WORDS.size());
        return saying(IntStream.range(0, size)
                .mapToObj(i -> WORDS.get(i % WORDS.size()))
                .toList());
    }

    /** The same answer with another text. */
    RightAnswer saying(List<String> other) {
        return new RightAnswer(id, created, model, usageAsked, other);
    }

    Usage usage() {
        return new Usage(PROMPT_TOKENS, pieces.size(), 0);
    }

    /** The events of a stream, without its end mark. */
    List<String> events() {
        var deltas = new ArrayList<String>();
        deltas.add("{\"role\":\"assistant\",\"content\":\"\"}");
        pieces.forEach(piece -> deltas.add("{\"content\":\"" + piece + "\"}"));
        return events(deltas, "stop");
    }

    /** The events of a stream that brings these deltas. */
    List<String> events(List<String> deltas, String finish) {
        var events = new ArrayList<String>();
        deltas.forEach(delta -> events.add(chunk(choice(delta, "null"))));
        events.add(chunk(choice("{}", "\"" + finish + "\"")));
        if (usageAsked) {
            events.add(event("[],\"usage\":" + usageJson()));
        }
        return events;
    }

    /** The whole {@code chat.completion}. */
    String json() {
        return json(
                "{\"role\":\"assistant\",\"content\":\"" + String.join("", pieces) + "\",\"refusal\":null}", "stop");
    }

    /** The whole {@code chat.completion} with this message. */
    String json(String message, String finish) {
        return head("chat.completion") + "[{\"index\":0,\"message\":" + message
                + ",\"logprobs\":null,\"finish_reason\":\"" + finish + "\"}],\"usage\":" + usageJson() + "}";
    }

    private String chunk(String choice) {
        return event("[" + choice + "]" + (usageAsked ? ",\"usage\":null" : ""));
    }

    private String event(String choicesAndMore) {
        return "data: " + head("chat.completion.chunk") + choicesAndMore + "}\n\n";
    }

    private String head(String object) {
        return "{\"id\":\"" + id + "\",\"object\":\"" + object + "\",\"created\":" + created + ",\"model\":\"" + model
                + "\",\"system_fingerprint\":\"plugsky-mock-1\",\"choices\":";
    }

    private static String choice(String delta, String finish) {
        return "{\"index\":0,\"delta\":" + delta + ",\"finish_reason\":" + finish + "}";
    }

    private String usageJson() {
        Usage usage = usage();
        return "{\"prompt_tokens\":" + usage.promptTokens() + ",\"completion_tokens\":" + usage.completionTokens()
                + ",\"total_tokens\":" + usage.totalTokens() + "}";
    }
}
