package com.plugsky.engine.upstream.relay;

import static com.plugsky.engine.upstream.relay.Told.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.plugsky.engine.EngineFailure;
import com.plugsky.engine.Usage;
import com.plugsky.engine.upstream.relay.Relaying.Asked;
import com.plugsky.error.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

class JsonRelayTest {

    private static final String DAMAGE = " \"\\{}[]:,0n";
    private static final Asked ASKED = new Asked("chatcmpl-9", 9, 1, false, false);
    private static final Relaying HOW = new Relaying("ours", false, false, ASKED);
    private static final Relaying STRICT = new Relaying("ours", false, true, ASKED);
    private static final String HEAD = "'id':'c1','object':'chat.completion','created':1700000000000,'model':'";
    private static final String SAID = "{'role':'assistant','content':'Hé\\n\\u00e9 😀','refusal':null}";
    private static final String USAGE =
            "'usage':{'x':[{}],'total_tokens':7,'completion_tokens':4,'prompt_tokens':3,'completion_tokens_details':{'reasoning_tokens':2}}";

    static Stream<Arguments> clean() {
        return Stream.of(
                arguments("as it came", up(choice(SAID, "'stop'")), ours(choice(SAID, "'stop'"))),
                arguments(
                        "odd forms",
                        " {\n" + body("up", choice(SAID, "'stop'")) + " }\r\n ",
                        " {\n" + body("ours", choice(SAID, "'stop'")) + " }\r\n "),
                arguments("cut by length", up(choice(SAID, "'length'")), ours(choice(SAID, "'length'"))),
                arguments(
                        "more members",
                        up(choice(SAID, "'stop','logprobs':null,'x':1.50e2") + ",'y':{'model':'up'}"),
                        ours(choice(SAID, "'stop','logprobs':null,'x':1.50e2") + ",'y':{'model':'up'}")),
                arguments(
                        "calls", up(choice(call("'{}'"), "'tool_calls'")), ours(choice(call("'{}'"), "'tool_calls'"))),
                arguments(
                        "a null usage",
                        up(choice(SAID, "'stop'") + ",'usage':null"),
                        ours(choice(SAID, "'stop'") + ",'usage':null")));
    }

    static Stream<Arguments> faults() {
        String stop = choice(SAID, "'stop'");
        return Stream.of(
                row(
                        "missing-head",
                        up(stop).replace("'id':'c1',", ""),
                        "{'object':'chat.completion','created':1700000000000,'model':'ours'," + stop
                                + ",'id':'chatcmpl-9'}"),
                row("missing-head", up(stop).replace("'c1'", "null"), ours(stop).replace("c1", "chatcmpl-9")),
                row(
                        "missing-head",
                        up(stop).replace(",'created':1700000000000,'model':'up'", ""),
                        "{'id':'c1','object':'chat.completion'," + stop + ",'created':9,'model':'ours'}"),
                row("wrong-object", up(stop).replace("chat.completion", "text_completion"), ours(stop)),
                row("null-error", up("'error':null," + stop), ours(stop)),
                row(
                        "missing-choice-index",
                        up(stop).replace("'index':0,", ""),
                        ours("'choices':[{'message':" + SAID + ",'finish_reason':'stop','index':0}]")),
                row(
                        "missing-role",
                        up(choice("{'content':'Hi'}", "'stop'")),
                        ours(choice("{'content':'Hi','role':'assistant'}", "'stop'"))),
                row(
                        "missing-content",
                        up(choice(call("'{}'").replace("'content':null,", ""), "'tool_calls'")),
                        ours(choice(
                                "{'role':'assistant','tool_calls':[{'id':'a','type':'function','function':{'name':'f','arguments':'{}'}}],"
                                        + "'content':null}",
                                "'tool_calls'"))),
                row("missing-finish-reason", up(choice(SAID, "''")), ours(stop)),
                row("missing-finish-reason", up(choice(SAID, "null")), ours(stop)),
                row(
                        "missing-finish-reason",
                        up("'choices':[{'index':0,'message':" + call("'{}'") + "}]"),
                        ours("'choices':[{'index':0,'message':" + call("'{}'") + ",'finish_reason':'tool_calls'}]")),
                row(
                        "wrong-finish-reason",
                        up(choice(call("'{}'"), "'stop'")),
                        ours(choice(call("'{}'"), "'tool_calls'"))),
                row(
                        "wrong-finish-reason",
                        up("'choices':[{'finish_reason':'stop','index':0,'message':" + call("'{}'") + "}]"),
                        ours("'choices':[{'finish_reason':'tool_calls','index':0,'message':" + call("'{}'") + "}]")),
                row(
                        "arguments-no-text",
                        up(choice(call("{ 'a':[1] }"), "'tool_calls'")),
                        ours(choice(call("'{ \\'a\\':[1] }'"), "'tool_calls'"))),
                row(
                        "missing-arguments",
                        up(choice(call("null"), "'tool_calls'")),
                        ours(choice(call("'{}'"), "'tool_calls'"))),
                row(
                        "missing-arguments",
                        up(choice(call("null"), "'tool_calls'")).replace(",'arguments':null", ""),
                        ours(choice(call("'{}'"), "'tool_calls'"))));
    }

    static Stream<Arguments> failures() {
        String none = "The upstream broke the contract: an answer that is none";
        return Stream.of(
                arguments("", "The upstream broke the contract: an empty answer"),
                arguments("null", none),
                arguments("[]", none),
                arguments("{}", none),
                arguments("'text'", none),
                arguments("<html><body>Bad gateway</body></html>", none),
                arguments("{'id':'c1','choices':[", none),
                arguments("{'id':'c1','choices':[]} x", none),
                arguments(up("'choices':null"), none),
                arguments(up("'choices':[1]"), none),
                arguments(up("'choices':[]"), "The upstream broke the contract: an answer without a choice"),
                arguments(
                        up("'choices':[{'index':0,'finish_reason':'stop'}]"),
                        "The upstream broke the contract: a choice without message"),
                arguments("{'error':{'message':'out of luck','code':500}}", "The model's engine failed: out of luck"),
                arguments(
                        up("'error':'out of luck'," + choice(SAID, "'stop'")),
                        "The model's engine failed: out of luck"),
                arguments("{'object':'error','message':'out of luck'}", "The model's engine failed: out of luck"),
                arguments("{'detail':'out of luck'}", "The model's engine failed: out of luck"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("clean")
    void changesNothingButTheModel(String name, String in, String out) throws EngineFailure {
        JsonRelay.Relayed relayed = JsonRelay.relay(quoted(in), STRICT);
        assertThat(text(relayed)).isEqualTo(new String(quoted(out), StandardCharsets.UTF_8));
        assertThat(relayed.repairs()).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void putsRight(String name, String in, String out) throws EngineFailure {
        JsonRelay.Relayed relayed = JsonRelay.relay(quoted(in), HOW);
        assertThat(text(relayed)).isEqualTo(new String(quoted(out), StandardCharsets.UTF_8));
        assertThat(relayed.repairs()).containsExactly(name);
        assertThat(JsonRelay.relay(relayed.body(), STRICT).body()).isEqualTo(relayed.body());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void failsInsteadWhereItIsStrict(String name, String in, String out) {
        assertThat(failure(in, STRICT).error().message()).startsWith("The upstream broke the contract: ");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("failures")
    void fails(String in, String message) {
        EngineFailure failure = failure(in, HOW);
        assertThat(failure.error().message()).isEqualTo(message);
        assertThat(failure.kind()).isEqualTo(EngineFailure.Kind.UPSTREAM);
        assertThat(failure.error().code()).isEqualTo(ErrorCode.UPSTREAM_ERROR);
        assertThat(failure.error().status()).isEqualTo(502);
    }

    @Test
    void readsTheUsage() throws EngineFailure {
        JsonRelay.Relayed relayed = JsonRelay.relay(quoted(up(USAGE + "," + choice(SAID, "'stop'"))), HOW);
        assertThat(relayed.usage()).isEqualTo(new Usage(3, 4, 2));
        assertThat(JsonRelay.relay(quoted(up(choice(SAID, "'stop'"))), HOW).usage())
                .isEqualTo(Usage.NONE);
        String odd = "'usage':{'prompt_tokens':-1,'completion_tokens':1.5,'completion_tokens_details':null},";
        assertThat(JsonRelay.relay(quoted(up(odd + choice(SAID, "'stop'"))), HOW)
                        .usage())
                .isEqualTo(Usage.NONE);
    }

    @Test
    void letsANamedToolEndWithStop() throws EngineFailure {
        var how = new Relaying("ours", false, true, new Asked("chatcmpl-9", 9, 1, false, true));
        String answer = choice(call("'{}'"), "'stop'");
        assertThat(text(JsonRelay.relay(quoted(up(answer)), how)))
                .isEqualTo(ours(answer).replace('\'', '"'));
    }

    @Test
    void takesAnswersOfAnySizeAndDepth() throws EngineFailure {
        String text = "{'role':'assistant','content':'" + "x\\n".repeat(4_000_000) + "'}";
        byte[] large = quoted(up(choice(text, "'stop'")));
        assertThat(JsonRelay.relay(large, STRICT).body()).hasSize(large.length + 2);
        String deep = "[".repeat(100_000);
        assertThat(failure(up("'x':" + deep), HOW).error().message())
                .isEqualTo("The upstream broke the contract: an answer that is none");
    }

    @Test
    void failsOrGivesJsonForDamagedAnswers() {
        var random = new Random(23);
        byte[] whole = quoted(up(USAGE + "," + choice(call("'{}'"), "'stop'")));
        int relayed = 0;
        for (int i = 0; i < 50_000; i++) {
            byte[] damaged = whole.clone();
            for (int j = random.nextInt(3); j >= 0; j--) {
                damaged[random.nextInt(damaged.length)] = (byte) DAMAGE.charAt(random.nextInt(DAMAGE.length()));
            }
            try {
                byte[] body = JsonRelay.relay(damaged, HOW).body();
                assertThat(JsonMapper.shared().readTree(body).path("choices").isArray())
                        .isTrue();
                relayed++;
            } catch (EngineFailure failure) {
                assertThat(failure.error().message()).isNotEmpty();
            }
        }
        assertThat(relayed).isBetween(1_000, 45_000);
    }

    private static String up(String rest) {
        return "{" + body("up", rest) + "}";
    }

    private static String ours(String rest) {
        return "{" + body("ours", rest) + "}";
    }

    private static String body(String model, String rest) {
        return HEAD + model + "'," + rest;
    }

    private static String choice(String message, String finish) {
        return "'choices':[{'index':0,'message':" + message + ",'finish_reason':" + finish + "}]";
    }

    private static String call(String arguments) {
        return "{'role':'assistant','content':null,'tool_calls':[{'id':'a','type':'function','function':{'name':'f','arguments':"
                + arguments + "}}]}";
    }

    private static Arguments row(String repair, String in, String out) {
        return arguments(repair, in, out);
    }

    private static EngineFailure failure(String in, Relaying how) {
        return catchThrowableOfType(EngineFailure.class, () -> JsonRelay.relay(quoted(in), how));
    }

    private static byte[] quoted(String text) {
        return bytes(text.replace('\'', '"'));
    }

    private static String text(JsonRelay.Relayed relayed) {
        return new String(relayed.body(), StandardCharsets.UTF_8);
    }
}
