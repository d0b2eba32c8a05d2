package com.plugsky.conformance.params;

import com.plugsky.conformance.Json;
import com.plugsky.conformance.wire.Answer;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** One experiment a parameter. */
final class Experiments {
    /** Stands for all members that no contract knows. */
    static final String UNKNOWN = "x_kit_extra";

    private static final int FEW = 3;
    private static final String FUNCTION = "{'name': 'get_weather', 'parameters': {'type': 'object',"
            + " 'properties': {'city': {'type': 'string'}}, 'required': ['city']}}";
    private static final String TOOLS = "'tools': [{'type': 'function', 'function': " + FUNCTION + "}]";
    private static final String NAMED = "'tool_choice': {'type': 'function', 'function': {'name': 'get_weather'}}";
    private static final String FUNCTIONS =
            "{'functions': [" + FUNCTION + "], 'function_call': {'name': 'get_weather'}}";
    private static final String ASK_JSON =
            "'messages': [{'role': 'user', 'content': 'Name a harbour and its country as JSON.'}]";
    private static final String CALLS = "/choices/0/message/tool_calls";

    private Experiments() {}

    /** By parameter. */
    static Map<String, Experiment> all() {
        return Stream.of(sampling(), shape(), tools(), others(), unseen())
                .flatMap(List::stream)
                .collect(Collectors.toMap(Experiment::parameter, Function.identity()));
    }

    private static List<Experiment> sampling() {
        return List.of(
                changes("temperature", "{'temperature': 2}"),
                new Experiment(
                        "top_p",
                        "{'temperature': 1.5, 'top_p': 0.000001}",
                        (trial, answer) -> Sight.ifSeen(trial.variety("{'temperature': 1.5}", FEW) > 1
                                && trial.variety("{'temperature': 1.5, 'top_p': 0.000001}", FEW) == 1)),
                new Experiment("seed", "{'seed': 7}", (trial, answer) -> seed(trial)),
                changes("presence_penalty", "{'presence_penalty': 2}"),
                changes("frequency_penalty", "{'frequency_penalty': 2}"),
                new Experiment("stop", "{'stop': ['zebra']}", (trial, answer) -> stop(trial)));
    }

    private static Sight seed(Trial trial) throws IOException {
        if (trial.variety("{'temperature': 1.5}", FEW) == 1) {
            return Sight.CANNOT;
        }
        return Sight.of(trial.variety("{'temperature': 1.5, 'seed': 7}", FEW) == 1);
    }

    /** A word from the middle of what it says each time must end the text before it. */
    private static Sight stop(Trial trial) throws IOException {
        List<String> words = Arrays.stream(trial.plain().split("[^A-Za-z]+"))
                .filter(word -> word.length() > 2)
                .toList();
        if (words.size() < 2) {
            return Sight.CANNOT;
        }
        String word = words.get(words.size() / 2);
        String text = Trial.content(trial.completion("{'stop': ['" + word + "']}"));
        return Sight.of(!text.contains(word));
    }

    /** A value that makes another text of what is the same each time. */
    private static Experiment changes(String parameter, String members) {
        return new Experiment(
                parameter,
                members,
                (trial, answer) -> Sight.ifSeen(
                        trial.steady() && !Trial.content(Trial.json(answer)).equals(trial.plain())));
    }

    private static List<Experiment> shape() {
        return List.of(
                completion("n", "{'n': 2}", all -> all.path("choices").size() == 2),
                new Experiment("max_tokens", "{'max_tokens': 1}", Experiments::cut),
                new Experiment("max_completion_tokens", "{'max_completion_tokens': 1}", Experiments::cut),
                completion(
                        "logprobs", "{'logprobs': true}", all -> !logprobs(all).isEmpty()),
                completion("top_logprobs", "{'logprobs': true, 'top_logprobs': 2}", all -> {
                    int size = logprobs(all).path(0).path("top_logprobs").size();
                    return size == 1 || size == 2;
                }),
                new Experiment("stream", "{'stream': true}", (trial, answer) -> Sight.of(answer.isStream())),
                new Experiment(
                        "stream_options",
                        "{'stream': true, 'stream_options': {'include_usage': true}}",
                        (trial, answer) -> Sight.of(
                                answer.isStream() && Trial.folded(answer).usage() != null)),
                new Experiment(
                        "response_format",
                        "{'response_format': {'type': 'json_object'}, " + ASK_JSON + "}",
                        (trial, answer) -> json(trial, answer)));
    }

    private static Sight cut(Trial trial, Answer answer) {
        JsonNode completion = Trial.json(answer);
        String finish = completion.at("/choices/0/finish_reason").asString("");
        boolean shorter = trial.steady()
                && Trial.content(completion).length() < trial.plain().length();
        boolean cut = finish.equals("length") || shorter;
        boolean more = Trial.content(completion).strip().contains(" ");
        return more ? Sight.of(cut) : Sight.ifSeen(cut); // what says one word needs no bound
    }

    private static JsonNode logprobs(JsonNode completion) {
        return completion.at("/choices/0/logprobs/content");
    }

    private static Sight json(Trial trial, Answer answer) throws IOException {
        if (!isObject(Trial.content(Trial.json(answer)))) {
            return Sight.NO;
        }
        return Sight.ifSeen(!isObject(Trial.content(trial.completion("{" + ASK_JSON + "}"))));
    }

    private static boolean isObject(String text) {
        try {
            return Json.STRICT.readTree(text).isObject();
        } catch (JacksonException none) {
            return false;
        }
    }

    private static List<Experiment> tools() {
        return List.of(
                calls(
                        "tools",
                        "{" + TOOLS + ", " + NAMED + "}",
                        all -> !all.at(CALLS).isEmpty()),
                new Experiment("tool_choice", "{" + TOOLS + ", 'tool_choice': 'none'}", (trial, answer) -> {
                    boolean none = Trial.json(answer).at(CALLS).isEmpty();
                    JsonNode named = trial.completion("{" + TOOLS + ", " + NAMED + "}");
                    boolean cut =
                            named.at("/choices/0/finish_reason").asString("").equals("length");
                    boolean seen = none && !named.at(CALLS).isEmpty();
                    return cut ? Sight.ifSeen(seen) : Sight.of(seen);
                }),
                new Experiment(
                        "parallel_tool_calls",
                        "{" + TOOLS + ", 'parallel_tool_calls': false}",
                        (trial, answer) -> Trial.json(answer).at(CALLS).size() > 1 ? Sight.NO : Sight.CANNOT),
                calls(
                        "functions",
                        FUNCTIONS,
                        all -> all.at("/choices/0/message/function_call").isObject()),
                calls(
                        "function_call",
                        FUNCTIONS,
                        all -> all.at("/choices/0/message/function_call").isObject()));
    }

    private static List<Experiment> others() {
        return List.of(
                new Experiment("reasoning_effort", "{'reasoning_effort': 'low'}", (trial, answer) -> {
                    String place = "/usage/completion_tokens_details/reasoning_tokens";
                    int low = Trial.json(answer).at(place).asInt(0);
                    return Sight.ifSeen(low
                            != trial.completion("{'reasoning_effort': 'high'}")
                                    .at(place)
                                    .asInt(0));
                }),
                new Experiment("verbosity", "{'verbosity': 'low'}", (trial, answer) -> {
                    String low = Trial.content(Trial.json(answer));
                    String high = Trial.content(trial.completion("{'verbosity': 'high'}"));
                    return Sight.ifSeen(trial.steady() && high.length() > low.length());
                }),
                may(
                        "service_tier",
                        "{'service_tier': 'default'}",
                        all -> all.path("service_tier").isString()),
                completion(
                        "audio",
                        "{'modalities': ['text', 'audio'], 'audio': {'voice': 'alloy', 'format': 'wav'}}",
                        all -> all.at("/choices/0/message/audio").isObject()),
                may(
                        "prediction",
                        "{'prediction': {'type': 'content', 'content': 'The harbour lies still.'}}",
                        all -> all.at("/usage/completion_tokens_details/accepted_prediction_tokens")
                                                .asInt(0)
                                        > 0
                                || all.at("/usage/completion_tokens_details/rejected_prediction_tokens")
                                                .asInt(0)
                                        > 0),
                may(
                        "web_search_options",
                        "{'web_search_options': {}}",
                        all -> !all.at("/choices/0/message/annotations").isEmpty()),
                new Experiment("store", "{'store': true}", (trial, answer) -> {
                    String id = Trial.json(answer).path("id").asString("");
                    return Sight.of(trial.probe().get("/chat/completions/" + id).status() == 200);
                }),
                new Experiment(UNKNOWN, "{'" + UNKNOWN + "': 1}", (trial, answer) -> Sight.NO));
    }

    /** What nobody sees from outside. */
    private static List<Experiment> unseen() {
        return Stream.of(
                        "logit_bias={'50256': -100}",
                        "user='kit'",
                        "metadata={'purpose': 'conformance'}",
                        "modalities=['text']",
                        "safety_identifier='kit'",
                        "prompt_cache_key='kit'",
                        "prompt_cache_retention='24h'",
                        "prompt_cache_options={}",
                        "moderation={'model': 'omni-moderation-latest'}",
                        "fusion={'strategy': 'cost_saver'}")
                .map(row -> row.split("=", 2))
                .map(row ->
                        new Experiment(row[0], "{'" + row[0] + "': " + row[1] + "}", (trial, answer) -> Sight.CANNOT))
                .toList();
    }

    /** A call may be what an answer that was cut had no room for. */
    private static Experiment calls(String parameter, String members, Predicate<JsonNode> effect) {
        return new Experiment(parameter, members, (trial, answer) -> {
            JsonNode completion = Trial.json(answer);
            boolean cut = completion.at("/choices/0/finish_reason").asString("").equals("length");
            return cut ? Sight.ifSeen(effect.test(completion)) : Sight.of(effect.test(completion));
        });
    }

    private static Experiment completion(String parameter, String members, Predicate<JsonNode> effect) {
        return new Experiment(parameter, members, (trial, answer) -> Sight.of(effect.test(Trial.json(answer))));
    }

    private static Experiment may(String parameter, String members, Predicate<JsonNode> effect) {
        return new Experiment(parameter, members, (trial, answer) -> Sight.ifSeen(effect.test(Trial.json(answer))));
    }
}
