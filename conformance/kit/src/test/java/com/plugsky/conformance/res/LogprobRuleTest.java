package com.plugsky.conformance.res;

import static org.assertj.core.api.Assertions.assertThat;

import com.plugsky.conformance.Graded;
import com.plugsky.conformance.Outcome;
import com.plugsky.conformance.Profile;
import com.plugsky.conformance.Right;
import com.plugsky.conformance.Verdict;
import com.plugsky.conformance.wire.ScriptedServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

class LogprobRuleTest {
    private static final String CUT = "\uD83D\uDE00";

    /** An answer of two tokens, the second of which is an emoji in two pieces. */
    private static ObjectNode right(String request) {
        int rivals = Right.asked(request).path("top_logprobs").asInt(0);
        ObjectNode completion = Right.completion("Hi" + CUT);
        ObjectNode choice = (ObjectNode) completion.at("/choices/0");
        ArrayNode entries = choice.putObject("logprobs").putNull("refusal").putArray("content");
        byte[] emoji = CUT.getBytes(StandardCharsets.UTF_8);
        entry(entries, "Hi", "Hi".getBytes(StandardCharsets.UTF_8), rivals);
        entry(entries, "\uFFFD", new byte[] {emoji[0], emoji[1]}, rivals);
        entry(entries, "\uFFFD", new byte[] {emoji[2], emoji[3]}, rivals);
        ((ObjectNode) completion.path("usage")).put("completion_tokens", 3).put("total_tokens", 4);
        return completion;
    }

    private static void entry(ArrayNode entries, String token, byte[] bytes, int rivals) {
        ObjectNode entry = token(entries.addObject(), token, -0.5, bytes);
        ArrayNode top = entry.putArray("top_logprobs");
        for (int i = 0; i < rivals; i++) {
            token(top.addObject(), token, -0.5 - i, bytes);
        }
    }

    private static ObjectNode token(ObjectNode entry, String token, double logprob, byte[] bytes) {
        ArrayNode numbers = entry.put("token", token).put("logprob", logprob).putArray("bytes");
        for (byte each : bytes) {
            numbers.add(each & 0xFF);
        }
        return entry;
    }

    @ParameterizedTest
    @CsvSource({"CORE", "STRICT", "PLUGSKY"})
    void passesWhatIsWhole(Profile profile) throws IOException {
        Verdict verdict = Graded.rule(
                "RES-11",
                profile,
                request -> ScriptedServer.json(200, right(request).toString()));

        assertThat(verdict.outcome()).as(verdict.reason()).isEqualTo(Outcome.PASS);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            null bytes         | CORE    | FAIL
            no bytes           | CORE    | FAIL
            other bytes        | CORE    | FAIL
            bytes over 255     | CORE    | FAIL
            no top_logprobs    | CORE    | FAIL
            one rival too many | CORE    | FAIL
            one rival too few  | CORE    | PASS
            one rival too few  | PLUGSKY | FAIL
            worst first        | CORE    | FAIL
            above zero         | CORE    | FAIL
            token missing      | CORE    | FAIL
            token not counted  | CORE    | FAIL
            token not shown    | CORE    | PASS
            token not shown    | STRICT  | FAIL
            null               | CORE    | FAIL
            """)
    void findsWhatIsMissing(String fault, Profile profile, Outcome outcome) throws IOException {
        Verdict verdict = Graded.rule("RES-11", profile, request -> {
            ObjectNode completion = right(request);
            damage(fault, completion);
            return ScriptedServer.json(200, completion.toString());
        });

        assertThat(verdict.outcome()).as(verdict.reason()).isEqualTo(outcome);
    }

    private static void damage(String fault, ObjectNode completion) {
        ArrayNode entries = (ArrayNode) completion.at("/choices/0/logprobs/content");
        ObjectNode first = (ObjectNode) entries.path(0);
        ObjectNode usage = (ObjectNode) completion.path("usage");
        ArrayNode rivals = (ArrayNode) first.path("top_logprobs");
        switch (fault) {
            case "null bytes" -> first.putNull("bytes");
            case "no bytes" -> first.remove("bytes");
            case "other bytes" -> first.putArray("bytes").add(72).add(111);
            case "bytes over 255" -> first.putArray("bytes").add(328).add(105);
            case "no top_logprobs" -> first.remove("top_logprobs");
            case "one rival too many" -> token(rivals.addObject(), "Hi", -99, new byte[] {72, 105});
            case "one rival too few" -> rivals.remove(rivals.size() - 1);
            case "worst first" -> {
                if (rivals.size() > 1) {
                    ((ObjectNode) rivals.path(1)).put("logprob", 0);
                }
            }
            case "above zero" -> first.put("logprob", 0.1);
            case "token missing" -> entries.remove(1);
            case "token not counted" -> usage.put("completion_tokens", 2);
            case "token not shown" -> usage.put("completion_tokens", 4);
            case "null" -> ((ObjectNode) completion.at("/choices/0")).putNull("logprobs");
            default -> throw new IllegalArgumentException(fault);
        }
    }

    @Test
    void doesNotApplyWhereTheServerSaysThatItHasNoEffect() throws IOException {
        Verdict verdict = Graded.rule(
                "RES-11",
                Profile.CORE,
                request -> Right.answer("Hi")
                        .replace("x-request-id", "x-plugsky-ignored-params: logprobs\r\nx-request-id"));

        assertThat(verdict.outcome()).isEqualTo(Outcome.NOT_APPLICABLE);
    }
}
