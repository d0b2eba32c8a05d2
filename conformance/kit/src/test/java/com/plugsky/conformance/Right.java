package com.plugsky.conformance;

import com.plugsky.conformance.contract.Contract;
import com.plugsky.conformance.wire.ScriptedServer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Answers that keep the contract, for tests to send as they are or with something wrong in them. */
public final class Right {
    public static final String DONE = "data: [DONE]\n\n";
    private static final int MAX_MESSAGES = 100_000;
    private static final Contract CONTRACT = Contract.bundled();
    private static final JsonMapper JSON = new JsonMapper();

    private Right() {}

    /** The body of a request as a tree. */
    public static JsonNode asked(String request) {
        return Json.STRICT.readTree(ScriptedServer.body(request));
    }

    public static boolean streams(String request) {
        return request.contains("\"stream\":true");
    }

    /** Answers what the contract allows, and refuses all else without naming a place. */
    public static String byContract(String request) {
        if (!keeps(asked(request))) {
            return error(400, null, "invalid_value");
        }
        return streams(request) ? ScriptedServer.events(stream("Hi")) : answer("Hi");
    }

    private static boolean keeps(JsonNode body) {
        try {
            // The validator would look at each of the messages before it counts them.
            return body.path("messages").size() <= MAX_MESSAGES
                    && CONTRACT.violations("ChatCompletionRequest", body).isEmpty();
        } catch (JacksonException beyondLong) {
            // The validator cannot hold a number of that size against a bound; none of the contract's allows it.
            return false;
        }
    }

    public static String error(int status, @Nullable String param, String code) {
        ObjectNode error = JSON.createObjectNode();
        error.putObject("error")
                .put("message", "refused")
                .put("type", "invalid_request_error")
                .put("param", param)
                .put("code", code);
        return ScriptedServer.json(status, error.toString());
    }

    /** The body of a completion with one choice, which has one token. */
    public static ObjectNode completion(String content) {
        ObjectNode root = JSON.createObjectNode();
        root.put("id", "chatcmpl-1")
                .put("object", "chat.completion")
                .put("created", 1)
                .put("model", "m");
        ObjectNode choice = root.putArray("choices").addObject().put("index", 0);
        choice.putObject("message")
                .put("role", "assistant")
                .put("content", content)
                .putNull("refusal");
        choice.putNull("logprobs").put("finish_reason", "stop");
        root.putObject("usage")
                .put("prompt_tokens", 1)
                .put("completion_tokens", 1)
                .put("total_tokens", 2);
        return root;
    }

    public static String answer(String content) {
        return ScriptedServer.json(200, completion(content).toString());
    }

    /** One event with one chunk. */
    public static String chunk(String delta, String finish) {
        return "data: {\"id\":\"a\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m\",\"choices\":[{\"index\":0,"
                + "\"delta\":" + delta + ",\"logprobs\":null,\"finish_reason\":" + finish + "}]}\n\n";
    }

    public static String role() {
        return chunk("{\"role\":\"assistant\",\"content\":\"\"}", "null");
    }

    public static String text(String content) {
        return chunk(JSON.createObjectNode().put("content", content).toString(), "null");
    }

    public static String stop() {
        return chunk("{}", "\"stop\"");
    }

    /** A whole stream that says these texts. */
    public static String stream(String... texts) {
        StringBuilder stream = new StringBuilder(role());
        for (String text : texts) {
            stream.append(text(text));
        }
        return stream + stop() + DONE;
    }
}
