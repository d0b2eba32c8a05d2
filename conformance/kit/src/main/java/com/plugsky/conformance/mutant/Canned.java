package com.plugsky.conformance.mutant;

import com.plugsky.conformance.Json;
import com.plugsky.conformance.mutant.proxy.Asked;
import com.plugsky.conformance.mutant.proxy.Reply;
import com.plugsky.conformance.wire.Header;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Answers that are right in themselves, for requests that should have been refused. */
final class Canned {
    private static final String HEAD = "{'id': 'chatcmpl-mutant', 'object': '%s', 'created': 1782123456, 'model': ''}";

    private Canned() {}

    /** What the request asks for: a completion, or a stream of one. */
    static Reply answer(Asked asked) {
        String model = asked.at("/model").asString("m");
        return asked.streams() ? stream(model) : completion(model);
    }

    private static Reply completion(String model) {
        ObjectNode body = Json.of(HEAD.formatted("chat.completion")).put("model", model);
        body.set(
                "choices",
                Json.of("{'c': [{'index': 0, 'message': {'role': 'assistant', 'content': 'Hello!', 'refusal': null}, "
                                + "'logprobs': null, 'finish_reason': 'stop'}]}")
                        .get("c"));
        body.set("usage", Json.of("{'prompt_tokens': 5, 'completion_tokens': 2, 'total_tokens': 7}"));
        return Reply.json(200, body.toString());
    }

    private static Reply stream(String model) {
        String body = chunk(model, "{'role': 'assistant', 'content': ''}", "null")
                + chunk(model, "{'content': 'Hello!'}", "null")
                + chunk(model, "{}", "'stop'")
                + "data: [DONE]\n\n";
        return new Reply(
                        200,
                        List.of(
                                new Header("Content-Type", "text/event-stream"),
                                new Header("x-request-id", "req_mutant")),
                        new byte[0])
                .withBody(body);
    }

    private static String chunk(String model, String delta, String finish) {
        ObjectNode chunk = Json.of(HEAD.formatted("chat.completion.chunk")).put("model", model);
        String choices =
                "{'c': [{'index': 0, 'delta': " + delta + ", 'logprobs': null, 'finish_reason': " + finish + "}]}";
        chunk.set("choices", Json.of(choices).get("c"));
        return "data: " + chunk + "\n\n";
    }
}
