package com.plugsky.conformance.res;

import com.plugsky.conformance.Expect;
import com.plugsky.conformance.Json;
import com.plugsky.conformance.Probe;
import com.plugsky.conformance.Profile;
import com.plugsky.conformance.Unmet;
import com.plugsky.conformance.wire.Answer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * RES-11: one entry for each token of the answer, whose bytes make up the content.
 *
 * <p>Core servers may count tokens that no entry shows, and name fewer rivals than were asked for.
 */
final class LogprobRule {
    private static final int MOST = 20;
    private static final int[] ASKED = {0, 3, MOST};

    private LogprobRule() {}

    static void check(Probe probe) throws IOException {
        for (int rivals : ASKED) {
            ObjectNode body = probe.minimal().put("logprobs", true);
            if (rivals > 0) {
                body.put("top_logprobs", rivals);
            }
            Answer answer = Expect.status(probe.chat(body), 200);
            if (probe.ignores(answer, "logprobs")) {
                throw Unmet.notApplicable("the server says that logprobs has no effect on this model");
            }
            Expect.within("top_logprobs " + rivals, () -> whole(probe, Json.read(answer.text()), rivals));
        }
    }

    private static void whole(Probe probe, JsonNode completion, int rivals) {
        JsonNode entries = completion.at("/choices/0/logprobs/content");
        Expect.that(entries.isArray() && !entries.isEmpty(), "logprobs.content: %s (expected: an array)", entries);
        long tokens = completion.at("/usage/completion_tokens").asLong(-1);
        boolean fewer = probe.profile(Profile.CORE) && entries.size() < tokens;
        Expect.that(fewer || entries.size() == tokens, "%d entries (expected: %d)", entries.size(), tokens);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (JsonNode entry : entries) {
            all.writeBytes(token(entry));
            rivals(probe, entry, rivals);
        }
        String content = completion.at("/choices/0/message/content").asString("");
        Expect.equal("bytes of all tokens", all.toString(StandardCharsets.UTF_8), content);
    }

    private static void rivals(Probe probe, JsonNode entry, int asked) {
        JsonNode rivals = entry.path("top_logprobs");
        Expect.that(rivals.isArray(), "top_logprobs: %s (expected: an array): %s", rivals, entry);
        boolean exact = probe.profile(Profile.PLUGSKY);
        Expect.that(
                exact ? rivals.size() == asked : rivals.size() <= asked,
                "top_logprobs: %d (expected: %s%d): %s",
                rivals.size(),
                exact ? "" : "at most ",
                asked,
                entry);
        double before = 0;
        for (JsonNode rival : rivals) {
            token(rival);
            double logprob = rival.path("logprob").asDouble(1);
            Expect.that(logprob <= before, "top_logprobs: not best first: %s", entry);
            before = logprob;
        }
    }

    /** The bytes of a token, which are its text unless they are a piece of a character. */
    private static byte[] token(JsonNode entry) {
        Expect.that(entry.path("token").isString(), "token: %s (expected: a string)", entry);
        JsonNode logprob = entry.path("logprob");
        Expect.that(logprob.isNumber() && logprob.asDouble() <= 0, "logprob: %s (expected: at most 0)", entry);
        JsonNode numbers = entry.path("bytes");
        Expect.that(numbers.isArray(), "bytes: %s (expected: an array): %s", numbers, entry);
        byte[] bytes = new byte[numbers.size()];
        for (int i = 0; i < bytes.length; i++) {
            int number = numbers.path(i).asInt(-1);
            Expect.that(number >= 0 && number <= 255, "bytes: %s (expected: 0 to 255): %s", numbers, entry);
            bytes[i] = (byte) number;
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            Expect.equal("bytes of a token", text, entry.path("token").asString());
        } catch (CharacterCodingException piece) {
            return bytes;
        }
        return bytes;
    }
}
