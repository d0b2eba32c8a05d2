package com.plugsky.engine.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import com.plugsky.error.ApiError;
import com.plugsky.fleet.Ability;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class EmbeddedEngineTest {

    private static final String WEATHER =
            "{'type':'function','function':{'name':'get_weather','parameters':{'type':'object','properties':"
                    + "{'city':{'type':'string'}},'required':['city'],'additionalProperties':false}}}";
    private static final String CLOCK = "{'type':'function','function':{'name':'local-time'}}";
    private static final String SQL = "{'type':'custom','custom':{'name':'run_sql'}}";
    private static final String TOOLS = "'tools':[" + WEATHER + "," + CLOCK + "," + SQL + "]";

    @Test
    void answersWithTheWholeShape() {
        Asked asked = Asked.prompt("Say hello in one short sentence.", "'verbosity':'low'");
        String text = asked.content();
        int completion = asked.usage.completionTokens();
        assertThat(asked.writes)
                .containsExactly("{\"id\":\"chatcmpl-7\",\"object\":\"chat.completion\","
                        + "\"created\":1782123456,\"model\":\"plugsky-vision\",\"choices\":[{\"index\":0,\"message\":"
                        + "{\"role\":\"assistant\",\"content\":\"" + text + "\",\"refusal\":null},\"logprobs\":null,"
                        + "\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":14,\"completion_tokens\":"
                        + completion
                        + ",\"total_tokens\":" + (14 + completion) + ",\"prompt_tokens_details\":{\"cached_tokens\":0,"
                        + "\"audio_tokens\":0},\"completion_tokens_details\":{\"reasoning_tokens\":0,\"audio_tokens\":0,"
                        + "\"accepted_prediction_tokens\":0,\"rejected_prediction_tokens\":0}},"
                        + "\"system_fingerprint\":\"plugsky-embedded-2\"}");
        assertThat(text).endsWith(".");
    }

    @Test
    void streamsTheSameInTheCanonicalOrder() {
        Asked asked = Asked.prompt("Hi", "'max_tokens':5,'stream':true,'stream_options':{'include_usage':true}");
        String head = "data: {\"id\":\"chatcmpl-7\",\"object\":\"chat.completion.chunk\",\"created\":1782123456,"
                + "\"model\":\"plugsky-vision\",\"system_fingerprint\":\"plugsky-embedded-2\",\"choices\":[";
        String text = Asked.prompt("Hi", "'max_tokens':5").content();
        int cut = Asked.prompt("Hi", "'max_tokens':4").content().length();
        assertThat(String.join("", asked.writes))
                .isEqualTo(head
                        + "{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"\"},\"finish_reason\":null}],\"usage\":null}\n\n"
                        + head + "{\"index\":0,\"delta\":{\"content\":\"" + text.substring(0, cut)
                        + "\"},\"finish_reason\":null}],\"usage\":null}\n\n"
                        + head + "{\"index\":0,\"delta\":{\"content\":\"" + text.substring(cut)
                        + "\"},\"finish_reason\":null}],\"usage\":null}\n\n"
                        + head + "{\"index\":0,\"delta\":{},\"finish_reason\":\"length\"}],\"usage\":null}\n\n"
                        + head + "],\"usage\":{\"prompt_tokens\":8,\"completion_tokens\":5,\"total_tokens\":13,"
                        + "\"prompt_tokens_details\":{\"cached_tokens\":0,\"audio_tokens\":0},\"completion_tokens_details\":"
                        + "{\"reasoning_tokens\":0,\"audio_tokens\":0,\"accepted_prediction_tokens\":0,"
                        + "\"rejected_prediction_tokens\":0}}}\n\ndata: [DONE]\n\n");
        assertThat(asked.writes).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "'n':3",
                "'max_tokens':1",
                "'n':2,'max_completion_tokens':9,'max_tokens':2",
                "'stop':'engine'",
                "'stop':[' the',', ']",
                "'seed':4,'verbosity':'high'",
                "'response_format':{'type':'json_object'}",
                "'response_format':{'type':'json_schema','json_schema':{'name':'a','schema':{'type':'object',"
                        + "'properties':{'ü':{'enum':['\\ud83d\\ude00\\u2028 \\\\ \\u0001']}},'required':['ü']}}},'n':2",
                "'response_format':{'type':'json_schema','json_schema':{'name':'a'}},'max_tokens':3",
                TOOLS + ",'tool_choice':'required'",
                TOOLS + ",'tool_choice':'required','n':2,'max_tokens':4",
                TOOLS + ",'tool_choice':{'type':'custom','custom':{'name':'run_sql'}}",
                TOOLS + ",'tool_choice':{'type':'allowed_tools','allowed_tools':{'mode':'required','tools':["
                        + "{'type':'function','function':{'name':'local-time'}},{'type':'custom','custom':{'name':'run_sql'}}]}}",
                "'functions':[{'name':'f','parameters':{'type':'object','properties':{'x':{'type':'number'}}}}],"
                        + "'function_call':{'name':'f'}"
            })
    void streamAndPlainAnswerAreEqual(String more) {
        String prompt = "Use the local time, then run sql, and show json.";
        Asked plain = Asked.prompt(prompt, more);
        Asked stream = Asked.prompt(prompt, "'stream':true" + (more.isEmpty() ? "" : "," + more));
        assertThat(stream.folded().get("choices")).isEqualTo(plain.json().get("choices"));
        assertThat(stream.usage).isEqualTo(plain.usage);
        assertThat(stream.data().getLast()).isEqualTo("[DONE]");
        assertThat(Asked.prompt(prompt, more).writes).isEqualTo(plain.writes);
    }

    @Test
    void givesDistinctChoicesAndTheirSum() {
        Asked asked = Asked.prompt("Hi", "'n':128");
        Set<String> texts = new HashSet<>();
        for (int i = 0; i < 128; i++) {
            assertThat(asked.choice(i).get("index").intValue()).isEqualTo(i);
            String text = asked.choice(i).get("message").get("content").asString();
            texts.add(text);
        }
        assertThat(texts).hasSize(128);
        assertThat(asked.usage.completionTokens())
                .isGreaterThan(128 * Asked.prompt("Hi", "").usage.completionTokens() / 4);
    }

    @Test
    void seedAndPromptDecideTheText() {
        assertThat(Asked.prompt("Hi", "'seed':1").content())
                .isEqualTo(Asked.prompt("Hi", "'seed':1,'user':'x'").content())
                .isNotEqualTo(Asked.prompt("Hi", "'seed':2").content())
                .isNotEqualTo(Asked.prompt("Ho", "'seed':1").content());
    }

    @ParameterizedTest
    @CsvSource({"1", "2", "7", "16", "40"})
    void cutsAtATrueToken(int limit) {
        String whole = Asked.prompt("Hi", "'verbosity':'high'").content();
        Asked asked = Asked.prompt("Hi", "'verbosity':'high','max_tokens':1000,'max_completion_tokens':" + limit);
        assertThat(asked.finish()).isEqualTo("length");
        assertThat(asked.usage.completionTokens()).isEqualTo(limit);
        assertThat(whole).startsWith(asked.content());
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "3, 6", "10, 1", "17, 25", "40, 3"})
    void endsBeforeAStop(int from, int length) {
        String whole = Asked.prompt("Hi", "").content();
        String stop = whole.substring(from, from + length);
        for (boolean stream : new boolean[] {false, true}) {
            Asked asked = Asked.prompt(
                    "Hi", "'stop':['never there','" + stop.replace("'", "\\u0027") + "'],'stream':" + stream);
            JsonNode choice =
                    (stream ? asked.folded() : asked.json()).get("choices").get(0);
            assertThat(choice.get("finish_reason").asString()).isEqualTo("stop");
            assertThat(choice.get("message").get("content").asString())
                    .isEqualTo(whole.substring(0, whole.indexOf(stop)));
        }
    }

    @Test
    void writesAsLongAsThePromptAsks() {
        assertThat(Asked.prompt("Write 2000 words please", "").usage.completionTokens())
                .isGreaterThan(1500);
        assertThat(Asked.prompt("Hi", "'verbosity':'low'").usage.completionTokens())
                .isLessThan(Asked.prompt("Hi", "'verbosity':'high'").usage.completionTokens());
        assertThat(Asked.prompt("Write 9999999 words", "").finish()).isEqualTo("length");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    What is the weather in Paris? |  | get_weather
                    Please call GET_WEATHER and tell me the local time |  | get_weather,local-time
                    Please call get weather and the local time | 'parallel_tool_calls':false | get_weather
                    Hello there |  |
                    Hello there | 'tool_choice':'auto' |
                    What is the weather? | 'tool_choice':'none' |
                    Hello there | 'tool_choice':'required' | get_weather
                    run sql now | 'tool_choice':'required' | run_sql
                    Hello there | 'tool_choice':{'type':'function','function':{'name':'local-time'}} | local-time
                    Hello there | 'tool_choice':{'type':'custom','custom':{'name':'run_sql'}} | run_sql
                    the weather | 'tool_choice':{'type':'allowed_tools','allowed_tools':{'mode':'auto','tools':[{'type':'custom','custom':{'name':'run_sql'}}]}} |
                    the weather | 'tool_choice':{'type':'allowed_tools','allowed_tools':{'mode':'required','tools':[{'type':'custom','custom':{'name':'run_sql'}}]}} | run_sql
                    """)
    void callsWhatIsAskedFor(String prompt, String more, String names) {
        Asked asked = Asked.prompt(prompt, TOOLS + (more == null ? "" : "," + more));
        JsonNode message = asked.choice(0).get("message");
        List<String> called = message.path("tool_calls")
                .valueStream()
                .map(call -> call.get(call.get("type").asString()).get("name").asString())
                .toList();
        assertThat(String.join(",", called)).isEqualTo(names == null ? "" : names);
        assertThat(asked.finish()).isEqualTo(names == null ? "stop" : "tool_calls");
        assertThat(message.get("content").isNull()).isEqualTo(names != null);
    }

    @Test
    void givesArgumentsAfterTheSchemaAndIdsThatDiffer() {
        Asked asked = Asked.prompt("weather and local time", TOOLS + ",'n':2");
        JsonNode call = asked.choice(0).get("message").get("tool_calls").get(0);
        JsonNode arguments = JsonMapper.shared()
                .readTree(call.get("function").get("arguments").asString());
        assertThat(arguments.propertyNames()).containsExactly("city");
        assertThat(arguments.get("city").isString()).isTrue();
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < 2; i++) {
            asked.choice(i)
                    .get("message")
                    .get("tool_calls")
                    .forEach(one -> ids.add(one.get("id").asString()));
        }
        assertThat(ids).hasSize(4).allMatch(id -> id.matches("call_[a-z0-9]{24}"));
    }

    @Test
    void answersInTextAfterAResult() {
        Asked asked = Asked.of(
                "{'model':'m','messages':[{'role':'user','content':'weather?'},{'role':'assistant','tool_calls':"
                        + "[{'id':'c1','type':'function','function':{'name':'get_weather','arguments':'{}'}}]},"
                        + "{'role':'tool','tool_call_id':'c1','content':'21 degrees'}]," + TOOLS + "}");
        assertThat(asked.finish()).isEqualTo("stop");
        assertThat(asked.content()).contains("21 degrees");
    }

    @Test
    void speaksTheOlderFormOfTools() {
        String functions = "'functions':[{'name':'look_up','parameters':{'type':'object','properties':"
                + "{'id':{'type':'integer','minimum':100}},'required':['id']}}]";
        Asked asked = Asked.prompt("please look up", functions);
        assertThat(asked.finish()).isEqualTo("function_call");
        JsonNode call = asked.choice(0).get("message").get("function_call");
        assertThat(call.get("name").asString()).isEqualTo("look_up");
        assertThat(JsonMapper.shared()
                        .readTree(call.get("arguments").asString())
                        .get("id")
                        .intValue())
                .isGreaterThan(99);
        assertThat(Asked.prompt("please look up", functions + ",'function_call':'none'")
                        .finish())
                .isEqualTo("stop");
    }

    @Test
    void endsACallWhenTokensRunOut() {
        Asked asked = Asked.prompt("weather", TOOLS + ",'max_tokens':3");
        assertThat(asked.finish()).isEqualTo("length");
        assertThat(asked.usage.completionTokens()).isEqualTo(3);
        Asked none = Asked.prompt("weather", TOOLS + ",'max_tokens':1");
        assertThat(none.content()).isEmpty();
        assertThat(none.usage.completionTokens()).isEqualTo(1);
    }

    @Test
    void answersInJson() {
        Asked object = Asked.prompt("Answer in json", "'response_format':{'type':'json_object'}");
        assertThat(JsonMapper.shared().readTree(object.content()).isObject()).isTrue();
        Asked schema = Asked.prompt(
                "A city",
                "'response_format':{'type':'json_schema','json_schema':{'name':'c','strict':true,"
                        + "'schema':{'type':'object','properties':{'name':{'type':'string'},'people':{'type':'integer'}},"
                        + "'required':['name','people'],'additionalProperties':false}}}");
        JsonNode value = JsonMapper.shared().readTree(schema.content());
        assertThat(value.propertyNames()).containsExactly("name", "people");
        assertThat(schema.finish()).isEqualTo("stop");
    }

    @Test
    void refusesSchemasThatNothingFits() {
        ApiError json = Asked.refused(
                Asked.body(
                        "x",
                        "'response_format':{'type':'json_schema','json_schema':{'name':'c',"
                                + "'schema':{'type':'object','properties':{'a':{'type':'integer','minimum':2,'maximum':1}},'required':['a']}}}"));
        assertThat(json.code().code()).isEqualTo("invalid_json_schema");
        assertThat(json.param()).isEqualTo("response_format.json_schema.schema");
        assertThat(json.message()).contains("/properties/a");
        ApiError tool = Asked.refused(Asked.body(
                "x",
                "'tool_choice':'required','tools':[{'type':'function','function':"
                        + "{'name':'f','parameters':{'not':{}}}}]"));
        assertThat(tool.code().code()).isEqualTo("invalid_function_parameters");
        assertThat(tool.param()).isEqualTo("tools[0].function.parameters");
    }

    @Test
    void refusesGrammars() {
        ApiError error = Asked.refused(Asked.body(
                "x",
                "'tools':[{'type':'custom','custom':{'name':'f','format':"
                        + "{'type':'grammar','grammar':{'syntax':'lark','definition':'start: x'}}}}]"));
        assertThat(error.code().code()).isEqualTo("unsupported_value");
        assertThat(error.param()).isEqualTo("tools[0].custom.format.type");
    }

    @Test
    void refusesWhatDoesNotFitIntoTheContext() {
        ApiError asked = Asked.refused(Asked.body("Hi", "'max_completion_tokens':8001"), Asked.BLIND);
        assertThat(asked.message())
                .isEqualTo(
                        "The maximum context length of \"plugsky-lite\" is 8000 tokens; this request needs 8009 (8 in the messages, 8001 for the answer).");
        assertThat(asked.param()).isEqualTo("messages");
        ApiError text = Asked.refused(Asked.body("word ".repeat(9000), ""), Asked.BLIND);
        assertThat(text.code().code()).isEqualTo("context_length_exceeded");
        assertThat(text.message())
                .endsWith(
                        "(" + (Asked.COUNTER.count("word ".repeat(9000)) + 7) + " in the messages, 1 for the answer).");
        ApiError huge = Asked.refused(Asked.body("word ".repeat(900_000), ""), Asked.BLIND);
        assertThat(huge.message()).endsWith("needs more than 8000.");
        assertThat(Asked.of(Asked.body("word ".repeat(7980), ""), Asked.BLIND).finish())
                .isEqualTo("length");
    }

    @Test
    void stopsWhenTheCallerIsGone() {
        var asked = new Asked().goneAfter(3);
        assertThatThrownBy(() -> asked.run(Asked.ENGINE, Asked.body("Write 500 words", "'stream':true"), Asked.SEEING))
                .hasMessageContaining("the caller left");
        assertThat(asked.writes).hasSize(3);
    }

    @Test
    void sendsLongAnswersInManySmallWrites() {
        Asked asked = Asked.prompt("Write 500 words", "'stream':true");
        assertThat(asked.writes).hasSizeGreaterThan(100).allMatch(write -> write.length() < 1000);
    }

    @Test
    void saysWhatHadNoEffect() {
        assertThat(Asked.prompt("Hi", "'temperature':0.5,'n':1,'store':null,'top_k':3").headers)
                .containsExactly(entry("x-plugsky-ignored-params", "top_k"));
        assertThat(Asked.prompt("Hi", "'n':1").headers).isEmpty();
    }

    @Test
    void countsPromptsAfterTheRuleForChats() {
        var big = Asked.model("plugsky-big", 100_000, Set.of(Ability.values()));
        Asked asked = Asked.of(
                "{'model':'m','messages':[{'role':'system','content':'Be brief.'},"
                        + "{'role':'user','name':'ada','content':[{'type':'text','text':'Hi'},{'type':'text','text':' there'}]}]}",
                big);
        // 2 x 3 and the two roles, "Be brief." 3, "Hi" 1, " there" 1, 1 for a name and "ada" itself, 3 at the end
        assertThat(asked.usage.promptTokens()).isEqualTo(8 + 3 + 1 + 1 + 1 + Asked.COUNTER.count("ada") + 3);
    }
}
