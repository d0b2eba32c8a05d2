package com.plugsky.conformance.res;

import static com.plugsky.conformance.Rule.must;
import static com.plugsky.conformance.Rule.should;

import com.plugsky.conformance.Expect;
import com.plugsky.conformance.Json;
import com.plugsky.conformance.Probe;
import com.plugsky.conformance.Profile;
import com.plugsky.conformance.Rule;
import com.plugsky.conformance.Unmet;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** RES-01 to RES-16: what a completion says, and that the parameters show in it. */
public final class CompletionRules {
    private static final String STEADY = "{'temperature': 0, 'seed': 7}";
    private static final int IDS = 100;
    private static final int CLOCK_SKEW = 60;

    private CompletionRules() {}

    public static List<Rule> all() {
        return List.of(
                must(
                        "RES-01",
                        "object is chat.completion",
                        probe -> Expect.equal(
                                "object",
                                probe.completion(probe.minimal()).path("object").asString(null),
                                "chat.completion")),
                must("RES-02", "ids are unique and begin with chatcmpl-", CompletionRules::ids),
                must("RES-03", "created is in seconds and now", CompletionRules::created),
                must("RES-04", "there are n choices, by index", CompletionRules::choices),
                must("RES-05", "finish_reason is one of five, never null", CompletionRules::finishes),
                must("RES-06", "the message has the role assistant and a content", CompletionRules::message),
                should("RES-07", "refusal and logprobs are present and null", CompletionRules::nulls),
                must("RES-08", "usage adds up", probe -> usage(probe.completion(probe.minimal()))),
                must("RES-09", "max_tokens 1 ends with length after one token", CompletionRules::oneToken),
                must("RES-10", "a stop text is never part of the content", CompletionRules::stop),
                must("RES-11", "logprobs name the tokens and their bytes", LogprobRule::check),
                should("RES-12", "the same seed at temperature 0 gives the same text", CompletionRules::seed),
                must(
                        "RES-13",
                        "the answer is application/json",
                        probe -> Expect.equal(
                                "Content-Type", probe.chat(probe.minimal()).mediaType(), "application/json")),
                must("RES-14", "the answer is valid under the schema", CompletionRules::schema),
                should("RES-15", "model is the one that answered", CompletionRules::model),
                should("RES-16", "completion_tokens is the sum over all choices", CompletionRules::sum));
    }

    private static void ids(Probe probe) throws IOException {
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < IDS; i++) {
            String id = probe.completion(probe.minimalWith("{'max_tokens': 1}"))
                    .path("id")
                    .asString("");
            Expect.that(!id.isEmpty() && ids.add(id), "id: '%s' (expected: a new one)", id);
            if (!probe.profile(Profile.CORE)) {
                Expect.that(id.startsWith("chatcmpl-"), "id: %s (expected: chatcmpl-...)", id);
            }
        }
    }

    private static void created(Probe probe) throws IOException {
        JsonNode created = probe.completion(probe.minimal()).path("created");
        long now = System.currentTimeMillis() / 1000;
        Expect.that(created.isIntegralNumber(), "created: %s (expected: an integer)", created);
        Expect.that(Math.abs(created.asLong() - now) <= CLOCK_SKEW, "created: %s (expected: about %d)", created, now);
    }

    private static void choices(Probe probe) throws IOException {
        for (int n : new int[] {1, 3}) {
            JsonNode choices = probe.completion(probe.minimal().put("n", n)).path("choices");
            Expect.equal("choices", choices.size(), n);
            for (int i = 0; i < n; i++) {
                Expect.equal("index", choices.path(i).path("index").asInt(-1), i);
            }
        }
    }

    private static void finishes(Probe probe) throws IOException {
        for (String members : List.of("{}", "{'max_tokens': 1}", "{'n': 2}")) {
            for (JsonNode choice : probe.completion(probe.minimalWith(members)).path("choices")) {
                String finish = choice.path("finish_reason").asString("null");
                Expect.that(
                        Expect.FINISHES.contains(finish),
                        "finish_reason: %s (expected: one of %s)",
                        finish,
                        Expect.FINISHES);
            }
        }
    }

    private static void message(Probe probe) throws IOException {
        JsonNode message = probe.completion(probe.minimal()).at("/choices/0/message");
        Expect.equal("role", message.path("role").asString(null), "assistant");
        JsonNode content = message.path("content");
        Expect.that(
                content.isString() || content.isNull(), "content: %s (expected: present, a string or null)", content);
    }

    private static void nulls(Probe probe) throws IOException {
        JsonNode choice = probe.completion(probe.minimal()).at("/choices/0");
        Expect.that(
                choice.has("logprobs") && choice.path("logprobs").isNull(),
                "logprobs: %s (expected: null)",
                choice.path("logprobs"));
        JsonNode refusal = choice.at("/message/refusal");
        Expect.that(refusal.isNull(), "refusal: %s (expected: null)", refusal);
    }

    private static void usage(JsonNode completion) {
        JsonNode usage = completion.path("usage");
        long prompt = usage.path("prompt_tokens").asLong(-1);
        long answer = usage.path("completion_tokens").asLong(-1);
        Expect.that(prompt > 0 && answer >= 0, "usage: %s (expected: prompt_tokens > 0)", usage);
        Expect.equal("total_tokens", usage.path("total_tokens").asLong(-1), prompt + answer);
    }

    private static void oneToken(Probe probe) throws IOException {
        for (String members :
                List.of("{'max_tokens': 1}", "{'max_tokens': 1, 'n': 2}", "{'max_completion_tokens': 1}")) {
            JsonNode completion = probe.completion(probe.minimalWith(members));
            JsonNode choices = completion.path("choices");
            for (JsonNode choice : choices) {
                Expect.within(members, () -> Expect.finish(probe, choice, "length"));
            }
            long tokens = completion.at("/usage/completion_tokens").asLong(Long.MAX_VALUE);
            Expect.that(
                    tokens <= choices.size(),
                    "%s: completion_tokens: %d (expected: at most %d)",
                    members,
                    tokens,
                    choices.size());
        }
    }

    private static String text(Probe probe, String members) throws IOException {
        return probe.completion(probe.minimalWith(members))
                .at("/choices/0/message/content")
                .asString("");
    }

    private static void stop(Probe probe) throws IOException {
        String whole = text(probe, STEADY);
        String word = middle(whole);
        JsonNode choice =
                probe.completion(probe.minimalWith(STEADY).put("stop", word)).at("/choices/0");
        String cut = choice.at("/message/content").asString("");
        Expect.that(!cut.contains(word), "content holds the stop text '%s': %s", word, Json.excerpt(cut));
        if (!whole.equals(text(probe, STEADY))) {
            throw Unmet.inconclusive("two plain answers to the same seed differ");
        }
        Expect.equal("content before the stop text", cut, whole.substring(0, whole.indexOf(word)));
        Expect.finish(probe, choice, "stop");
    }

    /** Three characters from the middle of a text. */
    private static String middle(String text) {
        int[] points = text.codePoints().toArray();
        if (points.length < 8) {
            throw Unmet.inconclusive("the answer is too short to stop in: " + text);
        }
        return new String(points, points.length / 2, 3);
    }

    private static void seed(Probe probe) throws IOException {
        Expect.equal("text of the second run", text(probe, STEADY), text(probe, STEADY));
    }

    private static void schema(Probe probe) throws IOException {
        JsonNode completion = probe.completion(probe.minimal());
        if (probe.profile(Profile.CORE) && completion.at("/choices/0") instanceof ObjectNode choice) {
            // OpenAI-compatible servers may leave out what the reference page's sample leaves out, and say null
            // instead.
            absent(completion, Set.of());
            absent(completion.path("usage"), Set.of());
            absent(choice.path("message"), Set.of("content"));
            addNull(choice, "logprobs");
            if (choice.path("message") instanceof ObjectNode message) {
                addNull(message, "refusal");
            }
        }
        List<String> violations = probe.contract().violations("ChatCompletion", completion);
        Expect.that(violations.isEmpty(), "%s", violations);
    }

    /** Takes out members that are null or empty. */
    private static void absent(JsonNode node, Set<String> needed) {
        if (node instanceof ObjectNode object) {
            object.propertyNames().stream()
                    .filter(name -> !needed.contains(name))
                    .filter(name -> object.path(name).isNull()
                            || object.path(name).isArray() && object.path(name).isEmpty())
                    .toList()
                    .forEach(object::remove);
        }
    }

    private static void addNull(ObjectNode node, String member) {
        if (!node.has(member)) {
            node.putNull(member);
        }
    }

    /** A core server may know the model by a longer name, or by that of another server. */
    private static void model(Probe probe) throws IOException {
        String asked = probe.target().models().chat();
        String answered = probe.completion(probe.minimal()).path("model").asString("");
        if (probe.profile(Profile.CORE) && !answered.isEmpty() && !answered.startsWith(asked)) {
            throw Unmet.inconclusive("model: " + answered + ", which may be another name of " + asked);
        }
        boolean longer = !probe.profile(Profile.PLUGSKY) && answered.startsWith(asked);
        Expect.that(longer || answered.equals(asked), "model: %s (expected: %s)", answered, asked);
    }

    private static void sum(Probe probe) throws IOException {
        JsonNode completion = probe.completion(probe.minimalWith("{'n': 3, 'max_tokens': 2}"));
        for (JsonNode choice : completion.path("choices")) {
            if (!choice.path("finish_reason").asString("").equals("length")) {
                throw Unmet.inconclusive("an answer ended before two tokens");
            }
        }
        Expect.equal(
                "completion_tokens", completion.at("/usage/completion_tokens").asLong(-1), 6L);
    }
}
