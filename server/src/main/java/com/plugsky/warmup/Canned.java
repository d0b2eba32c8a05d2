package com.plugsky.warmup;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The answers of {@link CannedUpstream}, ready to be written, each in the pieces in which a server would write it. */
final class Canned {
    private static final int WORDS = 16;
    private static final int WORDS_AT_ONCE = 4;

    private static final String USAGE =
            "\"usage\":{\"prompt_tokens\":120,\"completion_tokens\":17,\"total_tokens\":137}";
    private static final String CALL =
            "\"id\":\"call_1\",\"type\":\"function\",\"function\":{\"name\":\"weather\",\"arguments\":";

    private static final List<byte[]> TEXT = whole(
            200,
            completion(
                    "{\"role\":\"assistant\",\"content\":\"" + "word ".repeat(WORDS) + "\",\"refusal\":null}", "stop"));
    private static final List<byte[]> TOOL = whole(
            200,
            completion(
                    "{\"role\":\"assistant\",\"content\":null,\"refusal\":null,\"tool_calls\":[{" + CALL
                            + "\"{\\\"place\\\":\\\"Rome\\\"}\"}}]}",
                    "tool_calls"));
    private static final List<byte[]> REFUSAL = whole(
            400,
            "{\"error\":{\"message\":\"Refused\",\"type\":\"invalid_request_error\",\"param\":\"user\",\"code\":\"refused\"}}");
    private static final List<byte[]> NOTHING = whole(200, "{\"object\":\"list\",\"data\":[]}");
    private static final List<byte[]> TEXT_STREAM = stream(words(), "stop");
    private static final List<byte[]> TOOL_STREAM = stream(arguments(), "tool_calls");

    private Canned() {}

    /** The answer to a request. */
    static List<byte[]> to(Received request) {
        if (request.body().isEmpty()) {
            return NOTHING;
        }
        if (request.says(CannedUpstream.REFUSED)) {
            return REFUSAL;
        }
        boolean tools = request.says("\"tools\":");
        if (request.says("\"stream\":true")) {
            return tools ? TOOL_STREAM : TEXT_STREAM;
        }
        return tools ? TOOL : TEXT;
    }

    private static List<String> words() {
        List<String> deltas = new ArrayList<>();
        for (int i = 0; i < WORDS; i++) {
            deltas.add("{\"content\":\"word \"}");
        }
        return deltas;
    }

    private static List<String> arguments() {
        return List.of(
                "{\"tool_calls\":[{\"index\":0," + CALL + "\"\"}}]}",
                "{\"tool_calls\":[{\"index\":0,\"function\":{\"arguments\":\"{\\\"place\\\":\"}}]}",
                "{\"tool_calls\":[{\"index\":0,\"function\":{\"arguments\":\"\\\"Rome\\\"}\"}}]}");
    }

    private static String completion(String message, String finish) {
        return "{\"id\":\"chatcmpl-warm\",\"object\":\"chat.completion\",\"created\":1790000000,\"model\":\""
                + Asks.MODEL
                + "\",\"choices\":[{\"index\":0,\"message\":" + message + ",\"logprobs\":null,\"finish_reason\":\""
                + finish + "\"}]," + USAGE + "}";
    }

    private static List<byte[]> whole(int status, String json) {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        return List.of(bytes("HTTP/1.1 " + status + " Canned\r\ncontent-type: application/json\r\ncontent-length: "
                + body.length + "\r\n\r\n" + json));
    }

    private static List<byte[]> stream(List<String> deltas, String finish) {
        List<byte[]> pieces = new ArrayList<>();
        var piece = new StringBuilder(
                        "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n")
                .append(chunk(choice("{\"role\":\"assistant\",\"content\":\"\"}", "null")));
        for (int i = 0; i < deltas.size(); i++) {
            piece.append(chunk(choice(deltas.get(i), "null")));
            if (i % WORDS_AT_ONCE == 0) {
                pieces.add(bytes(piece.toString()));
                piece.setLength(0);
            }
        }
        piece.append(chunk(choice("{}", "\"" + finish + "\"")));
        piece.append(chunk(event("[]," + USAGE)))
                .append(chunk("data: [DONE]\n\n"))
                .append("0\r\n\r\n");
        pieces.add(bytes(piece.toString()));
        return List.copyOf(pieces);
    }

    private static String choice(String delta, String finish) {
        return event("[{\"index\":0,\"delta\":" + delta + ",\"logprobs\":null,\"finish_reason\":" + finish + "}]");
    }

    private static String event(String choices) {
        return "data: {\"id\":\"chatcmpl-warm\",\"object\":\"chat.completion.chunk\",\"created\":1790000000,\"model\":\""
                + Asks.MODEL + "\",\"choices\":" + choices + "}\n\n";
    }

    private static String chunk(String event) {
        return Integer.toHexString(event.length()) + "\r\n" + event + "\r\n";
    }

    private static byte[] bytes(String ascii) {
        return ascii.getBytes(StandardCharsets.US_ASCII);
    }
}
