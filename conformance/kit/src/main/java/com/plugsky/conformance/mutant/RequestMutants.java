package com.plugsky.conformance.mutant;

import static com.plugsky.conformance.mutant.Damages.fails;
import static com.plugsky.conformance.mutant.Damages.forgives;
import static com.plugsky.conformance.mutant.Damages.forgivesParam;
import static com.plugsky.conformance.mutant.Damages.header;
import static com.plugsky.conformance.mutant.Damages.refuses;

import com.plugsky.conformance.mutant.proxy.Asked;
import com.plugsky.conformance.mutant.proxy.Damage;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/** Servers that take what they should refuse in a request, or refuse what they should take. */
final class RequestMutants {
    private RequestMutants() {}

    static List<Mutant> all() {
        return List.of(
                Mutant.of(
                        "answers-text",
                        "a completion is plain text",
                        Damage.answers((asked, reply) -> asked.chat() && reply.ok() && !asked.streams()
                                ? reply.withBody("Hello!").withHeader("Content-Type", "text/plain")
                                : reply),
                        "REQ-01",
                        "RES-13"),
                Mutant.of(
                        "model-optional",
                        "a request needs no model",
                        forgives(asked -> asked.chat() && !asked.has("model")),
                        "REQ-02"),
                Mutant.of(
                        "messages-optional",
                        "a request needs no messages",
                        forgives(asked -> asked.chat() && !asked.has("messages")),
                        "REQ-03"),
                Mutant.of(
                        "messages-empty",
                        "messages may be empty",
                        forgives(asked -> asked.at("/messages").isArray()
                                && asked.at("/messages").isEmpty()),
                        "REQ-04"),
                Mutant.of(
                        "messages-anything",
                        "messages may be no array",
                        forgives(asked ->
                                asked.has("messages") && !asked.at("/messages").isArray()),
                        "REQ-05"),
                Mutant.of("any-role", "any role is taken", forgivesParam("messages[0].role"), "REQ-06"),
                Mutant.of(
                        "content-optional",
                        "a user message needs no content",
                        forgives(first(message ->
                                message.path("role").asString("").equals("user") && !message.has("content"))),
                        "REQ-07"),
                Mutant.of(
                        "content-anything",
                        "content may be a number or an object",
                        forgives(first(message -> message.path("content").isNumber()
                                || message.path("content").isObject())),
                        "REQ-08"),
                Mutant.of(
                        "content-no-parts",
                        "content may have no parts",
                        forgives(first(message -> message.path("content").isArray()
                                && message.path("content").isEmpty())),
                        "REQ-09"),
                Mutant.of("any-temperature", "any temperature is taken", forgivesParam("temperature"), "REQ-10"),
                Mutant.of("any-top-p", "any top_p is taken", forgivesParam("top_p"), "REQ-11"),
                Mutant.of("any-n", "any n is taken", forgivesParam("n"), "REQ-12"),
                Mutant.of(
                        "any-penalty",
                        "any penalty is taken",
                        forgivesParam("presence_penalty", "frequency_penalty"),
                        "REQ-13"),
                Mutant.of(
                        "any-max-tokens",
                        "any bound on tokens is taken",
                        forgivesParam("max_tokens", "max_completion_tokens"),
                        "REQ-14"),
                Mutant.of(
                        "any-stop-count",
                        "any number of stop texts is taken",
                        forgives(asked -> asked.at("/stop").size() > 4
                                || asked.at("/stop").isNumber()),
                        "REQ-15"),
                Mutant.of("any-stop-kind", "a stop text may be anything", forgivesParam("stop"), "REQ-15", "REQ-16"),
                Mutant.of("any-top-logprobs", "any top_logprobs is taken", forgivesParam("top_logprobs"), "REQ-17"),
                Mutant.of(
                        "any-stream",
                        "stream may be anything",
                        forgives(asked ->
                                asked.has("stream") && !asked.at("/stream").isBoolean()),
                        "REQ-18"),
                Mutant.of(
                        "null-refused",
                        "null in a member is refused",
                        refuses(asked -> asked.body().valueStream().anyMatch(JsonNode::isNull)),
                        "REQ-19"),
                Mutant.of("any-seed", "any seed is taken", forgivesParam("seed"), "REQ-20"),
                Mutant.of("any-metadata", "any metadata is taken", forgivesParam("metadata"), "REQ-21"),
                Mutant.of(
                        "any-body",
                        "a body may be no JSON object",
                        forgives(asked -> asked.chat() && !asked.body().isObject()),
                        "REQ-22"),
                Mutant.of(
                        "surrogates-crash",
                        "a lone surrogate is a fault of the server",
                        fails(
                                asked -> asked.text().contains("\\ud8")
                                        || asked.text().contains("\\uD8"),
                                500),
                        "REQ-23"),
                Mutant.of(
                        "unknown-dropped",
                        "an unknown member is dropped without a word",
                        header("x-plugsky-ignored-params", null),
                        "REQ-24"),
                Mutant.of(
                        "two-bounds-crash",
                        "max_tokens beside max_completion_tokens is a fault of the server",
                        fails(asked -> asked.has("max_tokens") && asked.has("max_completion_tokens"), 500),
                        "REQ-25"),
                Mutant.of(
                        "no-developer",
                        "the developer role is refused",
                        refuses(first(
                                message -> message.path("role").asString("").equals("developer"))),
                        "REQ-26"),
                Mutant.of("any-logit-bias", "any logit bias is taken", forgivesParam("logit_bias"), "REQ-27"),
                Mutant.of(
                        "no-charset",
                        "Content-Type with charset is refused",
                        refuses(asked ->
                                String.valueOf(asked.header("Content-Type")).contains("charset")),
                        "REQ-28"),
                Mutant.of(
                        "long-user-crashes",
                        "a user of a megabyte is a fault of the server",
                        fails(asked -> asked.at("/user").asString("").length() > 1_000_000, 500),
                        "REQ-29"),
                Mutant.of(
                        "ascii-only",
                        "characters beyond ASCII are refused",
                        refuses(asked ->
                                asked.at("/messages").toString().chars().anyMatch(c -> c > 0x7F)),
                        "REQ-30"),
                Mutant.of(
                        "fickle",
                        "n written 1.0 is refused each second time",
                        refuses(everyOther(asked -> asked.text().contains("1.0"))),
                        "REQ-31"));
    }

    private static Predicate<Asked> everyOther(Predicate<Asked> when) {
        var count = new AtomicInteger();
        return asked -> when.test(asked) && count.incrementAndGet() % 2 == 0;
    }

    private static Predicate<Asked> first(Predicate<JsonNode> message) {
        return asked -> asked.chat() && asked.at("/messages/0").isObject() && message.test(asked.at("/messages/0"));
    }
}
