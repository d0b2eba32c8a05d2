package com.plugsky.conformance.mutant;

import static com.plugsky.conformance.mutant.Damages.choice;
import static com.plugsky.conformance.mutant.Damages.completion;
import static com.plugsky.conformance.mutant.Damages.message;

import com.plugsky.conformance.mutant.proxy.Asked;
import com.plugsky.conformance.mutant.proxy.Damage;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Servers whose completions are wrong in one place. */
final class AnswerMutants {
    private static final Predicate<Asked> ALL = asked -> true;

    private AnswerMutants() {}

    static List<Mutant> all() {
        var count = new AtomicInteger();
        return List.of(
                Mutant.of(
                        "object-text",
                        "object is text_completion",
                        completion(body -> body.put("object", "text_completion")),
                        "RES-01"),
                Mutant.of(
                        "same-id",
                        "all completions have one id",
                        completion(body -> body.put("id", "chatcmpl-1")),
                        "RES-02"),
                Mutant.of(
                        "milliseconds",
                        "created is in milliseconds",
                        completion(
                                body -> body.put("created", body.path("created").asLong() * 1000)),
                        "RES-03"),
                Mutant.of("one-choice", "there is one choice, whatever n is", completion(AnswerMutants::one), "RES-04"),
                Mutant.of(
                        "no-finish",
                        "finish_reason is null",
                        choice(ALL, choice -> choice.putNull("finish_reason")),
                        "RES-05"),
                Mutant.of(
                        "role-user",
                        "the message has the role user",
                        message(ALL, message -> message.put("role", "user")),
                        "RES-06"),
                Mutant.of(
                        "nulls-left-out",
                        "refusal and logprobs are left out",
                        choice(ALL, AnswerMutants::bare),
                        "RES-07"),
                Mutant.of(
                        "usage-wrong",
                        "total_tokens is one more",
                        completion(body -> more(body, "total_tokens")),
                        "RES-08"),
                Mutant.of(
                        "always-stop",
                        "finish_reason is always stop",
                        choice(ALL, choice -> choice.put("finish_reason", "stop")),
                        "RES-09",
                        "JSO-07",
                        "TOO-04"),
                Mutant.of(
                        "stop-kept",
                        "the stop text stands in the content",
                        Damage.answers((asked, reply) ->
                                asked.chat() && asked.at("/stop").isString() && reply.ok()
                                        ? reply.edited(body ->
                                                append(body, asked.at("/stop").asString()))
                                        : reply),
                        "RES-10"),
                Mutant.of(
                        "logprobs-positive",
                        "probabilities are above one",
                        choice(ALL, AnswerMutants::positive),
                        "RES-11"),
                Mutant.of(
                        "never-the-same",
                        "no two texts are the same",
                        message(
                                ALL,
                                message -> text(
                                        message, message.path("content").asString("") + " " + count.incrementAndGet())),
                        "RES-12"),
                Mutant.of(
                        "created-text",
                        "created is a string",
                        completion(
                                body -> body.put("created", body.path("created").asString(""))),
                        "RES-14",
                        "RES-03"),
                Mutant.of(
                        "model-of-another",
                        "model is one that was not asked",
                        completion(body -> body.put("model", "plugsky-other")),
                        "RES-15",
                        "FUS-01",
                        "FUS-03"),
                Mutant.of(
                        "usage-of-one",
                        "completion_tokens is that of one choice",
                        completion(AnswerMutants::usageOfOne),
                        "RES-16"));
    }

    private static void one(ObjectNode body) {
        JsonNode first = body.at("/choices/0");
        body.putArray("choices").add(first);
    }

    private static void bare(ObjectNode choice) {
        choice.remove("logprobs");
        ((ObjectNode) choice.path("message")).remove("refusal");
    }

    private static void more(ObjectNode body, String count) {
        if (body.path("usage") instanceof ObjectNode usage) {
            usage.put(count, usage.path(count).asLong() + 1);
        }
    }

    private static void usageOfOne(ObjectNode body) {
        if (body.path("usage") instanceof ObjectNode usage
                && body.path("choices").size() > 1) {
            long one = usage.path("completion_tokens").asLong()
                    / body.path("choices").size();
            usage.put("completion_tokens", one)
                    .put("total_tokens", one + usage.path("prompt_tokens").asLong());
        }
    }

    private static void append(ObjectNode body, String text) {
        ObjectNode message = (ObjectNode) body.at("/choices/0/message");
        message.put("content", message.path("content").asString("") + text);
    }

    private static void text(ObjectNode message, String text) {
        if (message.path("content").isString()) {
            message.put("content", text);
        }
    }

    private static void positive(ObjectNode choice) {
        if (choice.at("/logprobs/content") instanceof ArrayNode tokens) {
            for (JsonNode token : tokens) {
                ((ObjectNode) token).put("logprob", 0.5);
            }
        }
    }
}
