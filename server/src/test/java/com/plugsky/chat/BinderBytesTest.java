package com.plugsky.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.plugsky.chat.rules.ChatRules;
import com.plugsky.config.JsonBeans;
import com.plugsky.config.LimitSettings;
import com.plugsky.config.Settings;
import com.plugsky.contract.model.UserContent;
import com.plugsky.contract.model.UserMessage;
import com.plugsky.engine.ChatRequest;
import com.plugsky.error.ApiError;
import com.plugsky.error.ErrorCode;
import com.plugsky.error.Refusal;
import com.plugsky.json.Member;
import com.plugsky.json.StrictJson;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BinderBytesTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final LimitSettings LIMITS = Settings.defaults().limits();
    private static final String HELLO = "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"é😀\"}]}";

    private final Binder binder = binder(false);

    @Test
    void handsOnTheBytesTheViewAndTheMembers() {
        byte[] body = utf8(
                "{ \"é\" : [1, {\"a\":2}] ,\"model\":\"m\", \"n\":null,\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}],\"top_k\":4e1}");
        ChatRequest request = binder.bind("req_7", body);
        assertThat(request.id()).isEqualTo("req_7");
        assertThat(request.body()).isSameAs(body);
        assertThat(request.receivedAt()).isEqualTo(NOW);
        assertThat(request.view().getModel()).isEqualTo("m");
        assertThat(request.members().present()).containsExactly("é", "model", "messages", "top_k");
        assertThat(request.members().top())
                .extracting(member -> value(body, member))
                .containsExactly("[1, {\"a\":2}]", "\"m\"", "null", "[{\"role\":\"user\",\"content\":\"Hi\"}]", "4e1");
    }

    @Test
    void readsEveryCharacter() {
        UserMessage message = (UserMessage)
                binder.bind("req_1", utf8(HELLO)).view().getMessages().getFirst();
        assertThat(message.getContent()).isEqualTo(new UserContent.Text("é😀"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"role\":\"user\",\"content\":\"%s\",\"name\":\"n\"}",
                "{\"role\" : \"user\" , \"content\" : \"%s\" , \"name\" : \"n\" }",
                "{\"content\":\"%s\",\"role\":\"user\",\"name\":\"n\"}",
                "{\"name\":\"n\",\"content\":\"%s\",\"x\":[],\"role\":\"user\"}"
            })
    void readsALongTextWhereverItStands(String message) {
        String written = "plain, \\\"quoted\\\", \\\\, \\n, \\u00e4, \\ud83d\\ude00, \\ud83d, é, 漢, 😀; ".repeat(100);
        String text = "plain, \"quoted\", \\, \n, ä, 😀, \ud83d, é, 漢, 😀; ".repeat(100);
        byte[] body = utf8("{\"messages\":[" + message.formatted(written) + "],\"model\":\"m\"}");

        ChatRequest request = binder.bind("req_1", body);

        UserMessage read = (UserMessage) request.view().getMessages().getFirst();
        assertThat(read.getContent())
                .isEqualTo(new UserContent.Text(text))
                .hasSameHashCodeAs(new UserContent.Text(text));
        assertThat(read.getName()).isEqualTo("n");
        assertThat(request.members().top())
                .extracting(member -> value(body, member))
                .containsExactly("[" + message.formatted(written) + "]", "\"m\"");
    }

    @ParameterizedTest
    @CsvSource({"\\x, 1", "'\u0001', 0", "\\u12, 4"})
    void refusesALongTextThatIsBroken(String fault, int offset) {
        String text = "x".repeat(1_000);
        String body = "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"" + text;

        assertThat(refusal(utf8(body + fault + "\"}]}")).message())
                .isEqualTo(
                        "The body is not valid JSON: unexpected character at byte " + (body.length() + offset) + ".");
        assertThat(refusal(utf8(body)).message()).startsWith("The body is not valid JSON: unexpected end");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16BE", "UTF-16LE", "UTF-32BE", "UTF-32LE"})
    void refusesOtherEncodings(String encoding) {
        assertThat(refusal(HELLO.getBytes(Charset.forName(encoding))).message())
                .startsWith("The body is not valid JSON: not UTF-8 at byte ");
    }

    @Test
    void refusesBytesThatAreNoText() {
        byte[] body = utf8(HELLO);
        body[HELLO.indexOf('é') + 1] = 'x';
        assertThat(refusal(body).message())
                .isEqualTo("The body is not valid JSON: not UTF-8 at byte " + HELLO.indexOf('é') + ".");
        assertThat(refusal(utf8("\uFEFF" + HELLO)).message())
                .isEqualTo("The body is not valid JSON: it begins with a byte order mark.");
    }

    @Test
    void boundsDepthAndNames() {
        String deep = "[".repeat(63) + "]".repeat(63);
        binder.bind("req_1", utf8(with("\"x\":" + deep)));
        assertThat(refusal(utf8(with("\"x\":[" + deep + "]"))).message())
                .isEqualTo("The body is not valid JSON: nested too deep.");
        assertThat(refusal(utf8("{\"x\":" + "[".repeat(100_000))).code()).isEqualTo(ErrorCode.INVALID_JSON);
        assertThat(refusal(utf8(with("\"" + "x".repeat(257) + "\":1"))).message())
                .isEqualTo("The body is not valid JSON: a member's name is too long.");
        binder.bind("req_1", utf8(with("\"" + "x".repeat(256) + "\":1")));
    }

    @Test
    void countsCharactersAndNotHalvesOfThem() {
        binder.bind("req_1", utf8(with("\"safety_identifier\":\"" + "😀".repeat(64) + "\"")));
        assertThat(refusal(utf8(with("\"safety_identifier\":\"" + "😀".repeat(65) + "\"")))
                        .message())
                .isEqualTo("safety_identifier: 65 characters (expected: at most 64)");
    }

    @Test
    void cutsWhatItShows() {
        ApiError error = refusal(utf8(with("\"service_tier\":\"" + "😀".repeat(1_000) + "\"")));
        assertThat(error.message()).startsWith("service_tier: '" + "😀".repeat(64) + "...' (expected: one of auto");
    }

    @Test
    void refusesUnknownMembersIfToldTo() {
        ApiError error = catchThrowableOfType(
                        Refusal.class,
                        () -> binder(true).bind("req_1", utf8(with("\"top_p\":1,\"top_k\":4,\"best\":1"))))
                .error();
        assertThat(error.code()).isEqualTo(ErrorCode.UNKNOWN_PARAMETER);
        assertThat(error.param()).isEqualTo("best");
    }

    @Test
    void readsALargeBody() {
        String message = "{\"role\":\"user\",\"content\":\"" + "x".repeat(180) + "\"},";
        String body =
                "{\"model\":\"m\",\"messages\":[" + message.repeat(99_999) + "{\"role\":\"user\",\"content\":\"Hi\"}]}";
        assertThat(body.length()).isGreaterThan(20_000_000);
        assertThat(binder.bind("req_1", utf8(body)).view().getMessages()).hasSize(100_000);
        assertThat(refusal(utf8(body.replaceFirst("\\{\"role\"", "{\"role\":\"user\",\"content\":\"\"},{\"role\"")))
                        .message())
                .isEqualTo("messages: 100001 items (expected: at most 100000)");
    }

    private ApiError refusal(byte[] body) {
        return catchThrowableOfType(Refusal.class, () -> binder.bind("req_1", body))
                .error();
    }

    private static String with(String members) {
        return HELLO.substring(0, HELLO.length() - 1) + "," + members + "}";
    }

    private static String value(byte[] body, Member member) {
        return new String(body, member.start(), member.end() - member.start(), StandardCharsets.UTF_8);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Binder binder(boolean rejectUnknown) {
        StrictJson json = JsonBeans.strictJson(LIMITS);
        var rules = new ChatRules(JsonBeans.callerSchemas(json, LIMITS), rejectUnknown);
        return new Binder(json, rules, Clock.fixed(NOW, ZoneOffset.UTC));
    }
}
