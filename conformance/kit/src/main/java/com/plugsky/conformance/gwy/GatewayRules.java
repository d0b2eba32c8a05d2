package com.plugsky.conformance.gwy;

import static com.plugsky.conformance.Rule.must;
import static com.plugsky.conformance.Rule.should;

import com.plugsky.conformance.Rule;
import java.util.List;
import java.util.stream.Stream;

/** The rules on gateways, which ask for a scripted upstream behind the server. */
public final class GatewayRules {
    private GatewayRules() {}

    public static List<Rule> all() {
        return Stream.of(requests(), answers()).flatMap(List::stream).toList();
    }

    private static List<Rule> requests() {
        return List.of(
                must("GWY-01", "a caller's leaving reaches the upstream within a second", LeavingRule::check)
                        .from("BerriAI/litellm#13774", "BerriAI/litellm#37140", "Nayjest/lm-proxy#88"),
                must("GWY-02", "the caller's key does not reach the upstream", RequestRules::key)
                        .from("BerriAI/litellm#18731"),
                must("GWY-03", "parameters reach the upstream with their values", RequestRules::parameters)
                        .from("mozilla-ai/otari#152", "JustVugg/colibri#1698"),
                should(
                                "GWY-04",
                                "a member that the gateway does not know reaches the upstream, is refused, or declared ignored",
                                RequestRules::unknown)
                        .from("OrcaRouter-Lite#135", "mozilla-ai/otari#152"),
                must(
                                "GWY-05",
                                "what repeating cannot mend is asked once, and a failure a few times",
                                RequestRules::repeats)
                        .from("BerriAI/litellm#30098", "mnfst/llm-gateway#2372"));
    }

    private static List<Rule> answers() {
        return List.of(
                must("GWY-06", "texts are the same however the upstream cuts and ends its lines", AnswerRules::bytes)
                        .from("api7/aisix#111", "musistudio/claude-code-router#1672", "ggml-org/llama.cpp#28926"),
                should("GWY-07", "chunks come at the upstream's pace", AnswerRules::pace)
                        .from("BerriAI/litellm#26102", "langgenius/dify#41755"),
                should("GWY-08", "reasoning comes before the text, as the upstream sends it", AnswerRules::reasoning)
                        .from("NousResearch/hermes-agent#42008", "vllm-project/vllm#42691"),
                must("GWY-09", "an answer that breaks off is no success", AnswerRules::truncated)
                        .from("BerriAI/litellm#32086", "BerriAI/litellm#32475", "mozilla-ai/any-llm#847"),
                must("GWY-10", "no answer shows the upstream's address, key or headers", AnswerRules::secrets)
                        .from("BerriAI/litellm#24952", "BerriAI/litellm#37053"),
                should("GWY-11", "the time to come again passes, in seconds or as a date", AnswerRules::comeAgain)
                        .from("api7/aisix#144", "BerriAI/litellm#30098"),
                should("GWY-12", "what an upstream gets wrong in a stream is mended or refused", AnswerRules::mended)
                        .from("ollama/ollama#7881", "vllm-project/vllm#9209", "ggml-org/llama.cpp#5876"));
    }
}
