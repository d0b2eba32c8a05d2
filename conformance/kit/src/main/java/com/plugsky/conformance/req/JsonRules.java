package com.plugsky.conformance.req;

import static com.plugsky.conformance.Rule.must;

import com.plugsky.conformance.Expect;
import com.plugsky.conformance.Probe;
import com.plugsky.conformance.Profile;
import com.plugsky.conformance.Rule;
import com.plugsky.conformance.wire.Answer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** REQ-22, REQ-23 and REQ-30: bodies that are no JSON, odd JSON, and odd characters. */
final class JsonRules {
    private static final int DEEP = 1000;

    private JsonRules() {}

    static List<Rule> all() {
        return List.of(
                must("REQ-22", "a body that is not a JSON object is 400 with the envelope", JsonRules::notJson),
                must(
                        "REQ-23",
                        "duplicate keys, deep nesting, lone surrogates and huge numbers are never a fault of the server",
                        JsonRules::odd),
                must("REQ-30", "any characters of Unicode in content are answered", JsonRules::unicode));
    }

    private static void notJson(Probe probe) throws IOException {
        List<String> bodies = List.of(
                "",
                " ",
                "hello",
                "{",
                "{\"model\": ",
                "[]",
                "[1]",
                "null",
                "5",
                "\"text\"",
                "true",
                "{} {}",
                "{\"model\": \"a\",}",
                "{'model': 'a'}",
                "{\"model\": NaN}",
                "\uFEFF\uFEFF{}",
                "{\"a\":\u0001}");
        for (String body : bodies) {
            Answer answer = probe.send(probe.chatRequest(body.getBytes(StandardCharsets.UTF_8)));
            Expect.within("body '" + body + "'", () -> Expect.refusal(probe, answer, 400));
        }
        Expect.refusal(
                probe,
                probe.send(probe.chatRequest(new byte[] {'{', '"', (byte) 0xff, (byte) 0xfe, '"', ':', '1', '}'})),
                400);
    }

    /** Of two members with one name nobody knows which the next reader takes. */
    private static void doubled(Probe probe) throws IOException {
        String minimal = probe.minimal().toString();
        String rest = minimal.substring(1);
        List<String> bodies = List.of(
                "{\"model\":\"other\"," + rest,
                "{\"\\u006dodel\":\"other\"," + rest,
                "{\"x\":1,\"x\":1," + rest,
                "{\"metadata\":{\"k\":\"1\",\"k\":\"1\"}," + rest,
                minimal.replace("\"role\"", "\"role\":\"user\",\"role\""));
        for (String body : bodies) {
            Answer answer = probe.send(probe.chatRequest(body.getBytes(StandardCharsets.UTF_8)));
            Expect.within(body, () -> Expect.refusal(probe, answer, 400));
        }
    }

    private static void odd(Probe probe) throws IOException {
        String minimal = probe.minimal().toString();
        String rest = minimal.substring(1);
        String model = probe.target().models().chat();
        String content = "{\"model\":\"" + model + "\",\"messages\":[{\"role\":\"user\",\"content\":%s}]}";
        List<String> bodies = List.of(
                "{\"model\":\"other\"," + rest,
                "{\"x\":" + "[".repeat(DEEP) + "]".repeat(DEEP) + "," + rest,
                "{\"x\":" + "{\"a\":".repeat(DEEP) + "1" + "}".repeat(DEEP) + "," + rest,
                "[".repeat(100_000),
                content.formatted("\"\\ud800\""),
                content.formatted("\"\\udc00\\ud800\""),
                "{\"seed\":" + "9".repeat(5000) + "," + rest,
                "{\"temperature\":1e999999999," + rest,
                "{\"temperature\":-0," + rest,
                "{\"" + "k".repeat(5000) + "\":1," + rest);
        for (String body : bodies) {
            Expect.within(
                    body,
                    () -> Expect.noServerFault(probe.send(probe.chatRequest(body.getBytes(StandardCharsets.UTF_8)))));
        }
        if (probe.profile(Profile.PLUGSKY)) {
            doubled(probe);
        }
    }

    private static void unicode(Probe probe) throws IOException {
        List<String> texts = List.of(
                "Grüße, 世界, שלום",
                "\uD83D\uDE00\uD83D\uDC69\u200D\uD83D\uDE80",
                "line\u2028separator\u2029",
                "nul \u0000 here",
                "\uFFFF\uFFFD",
                "a\tb\r\nc");
        for (String text : texts) {
            ObjectNode body = probe.minimal();
            ((ObjectNode) body.path("messages").get(0)).put("content", text);
            Answer answer = Expect.status(probe.chat(body), 200);
            Expect.that(
                    !answer.text().contains("\uFFFD") || text.contains("\uFFFD"),
                    "the answer to '%s' has bytes that are not UTF-8",
                    text);
        }
    }
}
