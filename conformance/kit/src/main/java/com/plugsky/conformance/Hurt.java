package com.plugsky.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Threads in public trackers of people who were hurt by servers that break a rule: why the rule is there. */
final class Hurt {
    /** A complaint: the rules that a server must keep to give no cause for it, and who had it. */
    private record Complaint(List<String> rules, List<String> threads) {
        static Complaint of(String rules, String threads) {
            return new Complaint(List.of(rules.split(" ")), List.of(threads.split(" ")));
        }
    }

    private static final List<Complaint> COMPLAINTS = List.of(
            // streamed calls are lost
            Complaint.of("STR-06 TOO-16", "BerriAI/litellm#17246 BerriAI/litellm#21090"),
            // calls without an index
            Complaint.of("TOO-16", "ollama/ollama#7881 openai/openai-python#3246 vercel/ai#15879"),
            // finish_reason stop beside calls
            Complaint.of("TOO-04", "vllm-project/vllm#9209 vllm-project/vllm#25054 ollama/ollama#7963"),
            // streams without an end
            Complaint.of("STR-03 STR-07", "vercel/ai#19165 CommandCodeAI/command-code#785"),
            // usage of streams
            Complaint.of(
                    "STR-09 STR-10 STR-11",
                    "ollama/ollama#4448 sgl-project/sglang#954 huggingface/text-generation-inference#3003"),
            // a fault becomes an empty success
            Complaint.of("STR-18 ERR-10", "BerriAI/litellm#32086 mozilla-ai/any-llm#847"),
            // a caller that left still costs
            Complaint.of("STR-21", "BerriAI/litellm#13774 BerriAI/litellm#37140"),
            // streams are held back
            Complaint.of("STR-20 STR-25", "BerriAI/litellm#26102 langgenius/dify#41755"),
            // nothing comes before the first token
            Complaint.of("STR-15 STR-19", "BerriAI/litellm#34819 theopenco/llmgateway#1541"),
            // characters are cut
            Complaint.of("STR-16", "api7/aisix#111 ggml-org/llama.cpp#28926"),
            // ids change, roles are missing
            Complaint.of("STR-04 STR-05", "ggml-org/llama.cpp#5876 ollama/ollama#7626 tensorzero/tensorzero#1265"),
            // errors of another shape
            Complaint.of("ERR-01 ERR-12", "ray-project/ray#64833 vllm-project/vllm#12886 Helicone/ai-gateway#169"),
            // 500 for what the caller did
            Complaint.of("REQ-22 REQ-23 ERR-13", "vllm-project/vllm#17038 vllm-project/vllm#54026"),
            // parameters are dropped
            Complaint.of("REQ-24 RES-10", "mozilla-ai/otari#152"),
            // 429 without a time
            Complaint.of("HDR-04", "api7/aisix#144 BerriAI/litellm#30098"),
            // two bounds, the developer role
            Complaint.of("REQ-25 REQ-26", "voideditor/void#128"),
            // schemas that are not kept
            Complaint.of("JSO-05 JSO-06", "jundot/omlx#1241 simonw/llm#1661"),
            // arguments of another kind, content null
            Complaint.of("TOO-02 TOO-18", "ggml-org/llama.cpp#20198 vercel/ai#6687 vllm-project/vllm#25223"),
            // another model's name
            Complaint.of("RES-15 FUS-01 FUS-16", "api7/aisix#360"),
            // inner addresses, keys in errors
            Complaint.of("VIS-05 ERR-09 AUT-03", "BerriAI/litellm#24952 BerriAI/litellm#18731"),
            // bodies with images are refused
            Complaint.of("VIS-08 ERR-07", "envoyproxy/ai-gateway#827"),
            // limits that are not told
            Complaint.of("HDR-05", "BerriAI/litellm#26672"));

    private static final Map<String, List<String>> BY_RULE = byRule();

    private Hurt() {}

    private static Map<String, List<String>> byRule() {
        Map<String, List<String>> threads = new TreeMap<>();
        for (Complaint complaint : COMPLAINTS) {
            complaint
                    .rules()
                    .forEach(rule -> threads.computeIfAbsent(rule, unused -> new ArrayList<>())
                            .addAll(complaint.threads()));
        }
        return threads;
    }

    /** The rule with those who were hurt among its sources. */
    static Rule with(Rule rule) {
        List<String> sources = new ArrayList<>(rule.sources());
        sources.addAll(BY_RULE.getOrDefault(rule.id(), List.of()));
        return rule.from(sources.toArray(String[]::new));
    }

    /** Ids of rules that somebody was hurt by. */
    static List<String> rules() {
        return List.copyOf(BY_RULE.keySet());
    }
}
