package com.plugsky.engine.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import com.plugsky.fleet.Model;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** For requests put together by chance: the stream and the plain answer say the same, and both keep the limits. */
class StreamEqualsPlainTest {

    private static final List<String> PROMPTS = List.of(
            "Hi",
            "",
            "Write 300 words",
            "use look up and run sql in json",
            "\\ud83d\\ude00 grüße \\u2028",
            "weather",
            "Say {json} 5 sentences");
    private static final List<List<String>> MEMBERS = List.of(
            List.of("'n':1", "'n':2", "'n':7", "'n':null"),
            List.of("'max_tokens':1", "'max_tokens':13", "'max_tokens':500", "'max_completion_tokens':3"),
            List.of("'stop':' the'", "'stop':['e','a']", "'stop':[]", "'stop':'\\\"'", "'stop':null", "'stop':'}'"),
            List.of("'seed':1", "'seed':-9223372036854775808", "'seed':null"),
            List.of("'verbosity':'low'", "'verbosity':'high'"),
            List.of("'temperature':0", "'temperature':0.3", "'temperature':2", "'temperature':null"),
            List.of("'top_p':0", "'top_p':0.5", "'top_p':1"),
            List.of("'presence_penalty':2", "'frequency_penalty':-1", "'presence_penalty':-2,'frequency_penalty':2"),
            List.of("'logit_bias':{'13':100}", "'logit_bias':{'52622':100}", "'logit_bias':{'199998':100,'290':-100}"),
            List.of("'logprobs':true", "'logprobs':true,'top_logprobs':20", "'logprobs':true,'top_logprobs':3"),
            List.of("'reasoning_effort':'low'", "'reasoning_effort':'none'"),
            List.of(
                    "'response_format':{'type':'json_object'}",
                    "'response_format':{'type':'text'}",
                    "'response_format':{'type':'json_schema','json_schema':{'name':'x','schema':{'type':'array','items':"
                            + "{'type':['string','null']},'minItems':2}}}"),
            List.of(
                    tools("'required'"),
                    tools("'auto'"),
                    tools("'none'"),
                    tools("{'type':'function','function':{'name':'weather'}}"),
                    tools("{'type':'custom','custom':{'name':'run_sql'}}"),
                    "'functions':[{'name':'weather'}],'function_call':{'name':'weather'}"),
            List.of("'parallel_tool_calls':false", "'parallel_tool_calls':true"));

    private static String tools(String choice) {
        return "'tools':[{'type':'function','function':{'name':'look_up','parameters':{'type':'object','properties':"
                + "{'q':{'type':'string'},'k':{'enum':['ä','\\ud83d\\ude00']}}}}},{'type':'custom','custom':"
                + "{'name':'run_sql'}},{'type':'function','function':{'name':'weather'}}],'tool_choice':" + choice;
    }

    @Test
    void holdsForTwoThousandRequests() {
        var random = new Random(20261123);
        for (int i = 0; i < 2_000; i++) {
            String prompt = PROMPTS.get(random.nextInt(PROMPTS.size()));
            var chosen = new ArrayList<String>();
            for (List<String> values : MEMBERS) {
                if (random.nextInt(3) == 0) {
                    chosen.add(values.get(random.nextInt(values.size())));
                }
            }
            check(prompt, String.join(",", chosen));
        }
    }

    private static void check(String prompt, String members) {
        Model model = members.contains("reasoning_effort") ? Asked.THINKING : Asked.SEEING;
        Asked plain = Asked.of(Asked.body(prompt, members), model);
        String streamed = "'stream':true,'stream_options':{'include_usage':true}";
        Asked stream = Asked.of(Asked.body(prompt, streamed + (members.isEmpty() ? "" : "," + members)), model);
        assertThat(stream.folded().get("choices"))
                .as(members)
                .isEqualTo(plain.json().get("choices"));
        assertThat(stream.usage).as(members).isEqualTo(plain.usage);
        List<String> data = stream.data();
        assertThat(data.getLast()).isEqualTo("[DONE]");
        JsonNode last = JsonMapper.shared().readTree(data.get(data.size() - 2));
        assertThat(last.get("choices")).isEmpty();
        assertThat(last.get("usage")).as(members).isEqualTo(plain.json().get("usage"));
        assertThat(last.get("usage").get("completion_tokens").intValue()).isEqualTo(stream.usage.completionTokens());
    }
}
