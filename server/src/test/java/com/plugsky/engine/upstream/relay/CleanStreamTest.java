package com.plugsky.engine.upstream.relay;

import static org.assertj.core.api.Assertions.assertThat;

import com.plugsky.contract.model.ChatCompletionRequest;
import com.plugsky.engine.ChatRequest;
import com.plugsky.engine.EngineFailure;
import com.plugsky.engine.Usage;
import com.plugsky.engine.embedded.EmbeddedEngine;
import com.plugsky.engine.embedded.EngineOptions;
import com.plugsky.fleet.Ability;
import com.plugsky.fleet.Model;
import com.plugsky.fleet.Target;
import com.plugsky.fleet.Tier;
import com.plugsky.json.CallerSchemas;
import com.plugsky.json.JsonLimits;
import com.plugsky.json.Member;
import com.plugsky.json.Members;
import com.plugsky.json.SchemaLimits;
import com.plugsky.json.StrictJson;
import com.plugsky.routing.Candidate;
import com.plugsky.token.TokenCounter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Our own engine as the upstream: what keeps the contract passes as it is. */
class CleanStreamTest {

    private static final StrictJson JSON =
            StrictJson.of(ChatCompletionRequest.class, new JsonLimits(1 << 25, 64, 64, 256));
    private static final EmbeddedEngine ENGINE = new EmbeddedEngine(
            new TokenCounter(),
            new CallerSchemas(JSON, new SchemaLimits(32, 10_000, 200_000, 200_000)),
            EngineOptions.DEFAULTS);
    private static final String SAID = "{'model':'m','messages':[{'role':'user','content':'Tell me more'}]";
    private static final String TOOLS =
            ",'tools':[{'type':'function','function':{'name':'look','parameters':{'type':'object','properties':{'a':{'type':'string'}},'required':['a']}}},"
                    + "{'type':'custom','custom':{'name':'write'}}]";

    @ParameterizedTest
    @ValueSource(
            strings = {
                ",'max_tokens':200",
                ",'n':3,'max_tokens':30",
                ",'logprobs':true,'top_logprobs':3,'max_tokens':20",
                ",'stream_options':{'include_usage':true}",
                TOOLS + ",'tool_choice':'required'",
                TOOLS + ",'tool_choice':{'type':'function','function':{'name':'look'}}",
                TOOLS
                        + ",'tool_choice':{'type':'custom','custom':{'name':'write'}},'stream_options':{'include_usage':true}",
                ",'functions':[{'name':'look'}],'function_call':{'name':'look'}",
                ",'response_format':{'type':'json_schema','json_schema':{'name':'x','schema':{'type':'object'}}}"
            })
    void passesAsItIs(String more) throws IOException, EngineFailure {
        ChatRequest plain = request(SAID + more + "}");
        ChatRequest streamed = request(SAID + more + ",'stream':true}");
        var reasoning = Set.of(Ability.TOOLS, Ability.JSON, Ability.REASONING);

        var whole = new Written();
        run(plain, model("upstream-model", reasoning), whole);
        var relayed = JsonRelay.relay(whole.json, how("ours", plain));
        assertThat(new String(relayed.body(), StandardCharsets.UTF_8))
                .isEqualTo(new String(whole.json, StandardCharsets.UTF_8).replace("upstream-model", "ours"));
        assertThat(relayed.usage()).isEqualTo(whole.cost);

        var events = new Written();
        run(streamed, model("upstream-model", reasoning), events);
        for (Caller.Cut cut : Caller.Cut.values()) {
            Caller caller = Caller.of(how("ours", streamed), events.text().getBytes(StandardCharsets.UTF_8), cut);
            assertThat(caller.told()).isEqualTo(events.text().replace("upstream-model", "ours"));
            assertThat(caller.repairs).isEmpty();
            assertThat(caller.usage).isEqualTo(more.contains("include_usage") ? events.cost : Usage.NONE);
        }
    }

    private static Relaying how(String model, ChatRequest request) {
        return new Relaying(model, false, true).asks(request);
    }

    private static void run(ChatRequest request, Model model, Written sink) throws IOException, EngineFailure {
        ENGINE.run(request, new Candidate(model, new Target.Embedded()), sink);
    }

    private static Model model(String id, Set<Ability> abilities) {
        return new Model(
                id, Tier.FREE, 8000, 4000, null, 0.5, abilities, List.of(), List.of(new Target.Embedded()), false);
    }

    private static ChatRequest request(String quoted) {
        byte[] bytes = quoted.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        var members = new ArrayList<Member>();
        var view = (ChatCompletionRequest) Objects.requireNonNull(JSON.read(bytes, members));
        return new ChatRequest("req_7", bytes, view, new Members(members), Instant.ofEpochSecond(1_782_123_456));
    }

    /** What the engine wrote. */
    private static final class Written extends Caller {
        byte[] json = {};
        Usage cost = Usage.NONE;

        @Override
        public void head(Map<String, String> headers) {}

        @Override
        public void json(byte[] completion) {
            json = completion;
        }

        @Override
        public void end(Usage usage) {
            cost = usage;
        }
    }
}
