package com.plugsky.warmup;

import com.plugsky.contract.api.ChatApi;
import com.plugsky.contract.api.ModelsApi;
import com.plugsky.engine.upstream.http.Question;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/** What the warm-up asks, in the order in which it asks: what callers ask most comes most often. */
final class Asks {
    /** The model that {@link CannedUpstream} answers for. */
    static final String MODEL = "warm";

    private static final String EMBEDDED = "plugsky-lite";
    private static final String FUSION = "plugsky-fusion";
    private static final int SHORT = 700;
    private static final int LONG = 20_000;

    private static final String TOOLS = """
            "tools":[{"type":"function","function":{"name":"weather","description":"The weather of a place.","parameters":\
            {"type":"object","properties":{"place":{"type":"string"},"days":{"type":"integer","minimum":1}},"required":["place"]}}}]""";

    private static final String CALLED = """
            {"role":"user","content":"And in Rome?"},{"role":"assistant","content":null,"tool_calls":[{"id":"call_1","type":"function",\
            "function":{"name":"weather","arguments":"{\\"place\\":\\"Rome\\"}"}}]},\
            {"role":"tool","tool_call_id":"call_1","content":"sunny"}""";

    private final int port;
    private final String key;

    private Asks(int port, String key) {
        this.port = port;
        this.key = key;
    }

    /** All of them, to a server on loopback that this key opens. */
    static List<Ask> to(int port, String key) {
        var asks = new Asks(port, key);
        return Stream.of(asks.answers(), asks.others(), asks.answers(), asks.refusals(), asks.answers())
                .flatMap(List::stream)
                .toList();
    }

    private List<Ask> answers() {
        return List.of(
                chat("whole", 200, body(MODEL, "\"max_tokens\":64", said(SHORT))),
                chat("stream", 200, body(MODEL, "\"stream\":true,\"temperature\":0.7", said(SHORT))),
                chat("whole, long", 200, body(MODEL, "\"seed\":7,\"user\":\"u-1\"", said(LONG))),
                chat("stream, long", 200, body(MODEL, "\"stream\":true," + usage(), parts())),
                chat("tools", 200, body(MODEL, TOOLS + ",\"tool_choice\":\"auto\"", said(SHORT))),
                chat("tools, stream", 200, body(MODEL, TOOLS + ",\"stream\":true", CALLED)));
    }

    private List<Ask> others() {
        return List.of(
                chat("embedded", 200, body(EMBEDDED, "\"max_tokens\":16", said(SHORT))),
                chat(
                        "embedded, stream",
                        200,
                        body(EMBEDDED, "\"max_tokens\":16,\"stream\":true," + usage(), said(SHORT))),
                chat("fusion", 200, body(FUSION, "\"max_tokens\":16,\"stream\":true", said(SHORT))),
                get("models", 200, ModelsApi.PATH_LIST_MODELS),
                get("ready", 200, "/readyz"));
    }

    private List<Ask> refusals() {
        return List.of(
                chat("refused upstream", 400, body(MODEL, "\"user\":\"" + CannedUpstream.REFUSED + "\"", said(SHORT))),
                chat("no such model", 404, body("none", "\"n\":1", said(SHORT))),
                chat("out of bounds", 400, body(MODEL, "\"temperature\":9", said(SHORT))),
                chat("no JSON", 400, "{\"model\":"),
                new Ask("no key", 401, new Asks(port, "none").post(body(MODEL, "\"n\":1", said(SHORT)))),
                get("no such path", 404, "/none"));
    }

    private static String body(String model, String members, String messages) {
        return "{\"model\":\"" + model + "\"," + members + ",\"messages\":["
                + "{\"role\":\"system\",\"content\":\"Answer in one sentence.\"}," + messages + "]}";
    }

    private static String said(int length) {
        return "{\"role\":\"user\",\"content\":\"" + text(length) + "\"}";
    }

    private static String parts() {
        return "{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"" + text(LONG / 2) + "\"},"
                + "{\"type\":\"text\",\"text\":\"" + text(LONG / 2) + "\"}]}";
    }

    /** Words with an escape and letters beyond ASCII, as texts have them. */
    private static String text(int length) {
        String sentence = "What does a server that has just begun to answer need most?\\nTime, naïvely said. ";
        return sentence.repeat(length / sentence.length());
    }

    private static String usage() {
        return "\"stream_options\":{\"include_usage\":true}";
    }

    private Ask chat(String name, int status, String body) {
        return new Ask(name, status, post(body));
    }

    private Question post(String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        byte[] head = head(
                "POST " + ChatApi.PATH_CREATE_CHAT_COMPLETION,
                "content-type: application/json\r\ncontent-length: " + bytes.length + "\r\n");
        return new Question(head, bytes.length, out -> out.write(bytes));
    }

    private Ask get(String name, int status, String path) {
        return new Ask(name, status, Question.of(head("GET " + path, "")));
    }

    private byte[] head(String line, String headers) {
        return (line + " HTTP/1.1\r\nhost: 127.0.0.1:" + port + "\r\nauthorization: Bearer " + key
                        + "\r\naccept: */*\r\nuser-agent: warm-up\r\n" + headers + "\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }
}
