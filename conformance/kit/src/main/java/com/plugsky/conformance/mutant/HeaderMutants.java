package com.plugsky.conformance.mutant;

import static com.plugsky.conformance.mutant.Damages.code;
import static com.plugsky.conformance.mutant.Damages.forgives;
import static com.plugsky.conformance.mutant.Damages.header;
import static com.plugsky.conformance.mutant.Damages.refuses;

import com.plugsky.conformance.Json;
import com.plugsky.conformance.mutant.proxy.Asked;
import com.plugsky.conformance.mutant.proxy.Damage;
import com.plugsky.conformance.mutant.proxy.Reply;
import com.plugsky.conformance.wire.Request;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Servers whose headers, models or routing are wrong. */
final class HeaderMutants {
    private HeaderMutants() {}

    static List<Mutant> all() {
        return Stream.of(headers(), models(), routing()).flatMap(List::stream).toList();
    }

    private static List<Mutant> headers() {
        return List.of(
                Mutant.of("no-request-id", "answers have no request id", header("x-request-id", null), "HDR-01"),
                Mutant.of(
                        "same-request-id",
                        "all answers have one request id",
                        header("x-request-id", "req_1"),
                        "HDR-01"),
                Mutant.of(
                        "callers-request-id",
                        "the caller's request id is the server's",
                        Damage.answers((asked, reply) -> asked.header("X-Request-Id") == null
                                ? reply
                                : reply.withHeader("x-request-id", "req_mine")),
                        "HDR-02"),
                Mutant.of(
                        "no-time", "openai-processing-ms is left out", header("openai-processing-ms", null), "HDR-03"),
                Mutant.of(
                        "no-retry-after",
                        "429 does not say when to come again",
                        header("retry-after", null),
                        "HDR-04",
                        "GWY-11"),
                Mutant.of(
                        "retry-anyway",
                        "what the plan refuses may be repeated",
                        header("x-should-retry", null),
                        "HDR-06"),
                Mutant.of("no-version", "openai-version is left out", header("openai-version", null), "HDR-07"),
                Mutant.of(
                        "key-forgotten",
                        "an Idempotency-Key is not looked at",
                        Damage.asks(asked -> new Asked(asked.request().without("Idempotency-Key"), asked.body())),
                        "HDR-08"),
                Mutant.of(
                        "sdks-refused",
                        "headers of SDKs are refused",
                        refuses(asked -> asked.header("X-Stainless-Lang") != null),
                        "HDR-09"),
                Mutant.of("no-cors", "browsers are refused", header("Access-Control-Allow-Origin", null), "HDR-10"));
    }

    private static List<Mutant> models() {
        return List.of(
                Mutant.of(
                        "owner-unsaid",
                        "models have no owned_by",
                        list(data -> data.forEach(model -> ((ObjectNode) model).remove("owned_by"))),
                        "MOD-01"),
                Mutant.of(
                        "model-differs",
                        "one model is not what the list says",
                        Damage.answers(
                                (asked, reply) -> reply.ok() && asked.path().contains("/models/")
                                        ? reply.edited(body -> body.put("created", 1))
                                        : reply),
                        "MOD-02"),
                Mutant.of(
                        "listed-twice",
                        "a model is listed twice",
                        list(data -> ((ArrayNode) data).add(data.get(0).deepCopy())),
                        "MOD-03"),
                Mutant.of(
                        "fusion-unlisted",
                        "the routing model is not listed",
                        list(data -> remove((ArrayNode) data, "plugsky-fusion")),
                        "MOD-04"),
                Mutant.of(
                        "no-slash",
                        "ids with a slash are not found",
                        Damage.answers((asked, reply) -> asked.path().contains("/models/")
                                        && (asked.path().contains("%2F")
                                                || asked.path()
                                                        .split("/models/", 2)[1]
                                                        .contains("/"))
                                ? Reply.error(404, null, "model_not_found")
                                : reply),
                        "MOD-05"),
                Mutant.of("shuffled", "the list has another order each time", list(rotate()), "MOD-06"));
    }

    private static List<Mutant> routing() {
        return List.of(
                Mutant.of("any-strategy", "any strategy is taken", forgives(asked -> asked.has("fusion")), "FUS-02"),
                Mutant.of(
                        "dear-saver",
                        "cost_saver and max_quality are mixed up",
                        strategies("cost_saver", "max_quality"),
                        "FUS-04"),
                Mutant.of(
                        "strategy-unheard",
                        "the request's strategy is not looked at",
                        Damage.asks(asked -> changed(asked, body -> body.remove("fusion"))),
                        "FUS-05"),
                Mutant.of(
                        "custom-unplaced",
                        "custom without rules is refused without a place",
                        Damage.answers((asked, reply) -> asked.chat()
                                        && reply.status() == 400
                                        && asked.at("/fusion/strategy")
                                                .asString("")
                                                .equals("custom")
                                ? Reply.error(400, null, "invalid_value")
                                : reply),
                        "FUS-06"),
                Mutant.of(
                        "plans-open",
                        "the plan is not looked at",
                        Damage.answers(
                                (asked, reply) -> asked.chat() && reply.status() == 403 ? Canned.answer(asked) : reply),
                        "FUS-08",
                        "HDR-06"),
                Mutant.of(
                        "needs-unheard",
                        "tools, images and length are not looked at",
                        Damage.answers(
                                (asked, reply) -> asked.chat() && reply.ok() && asked.has("fusion") && !asked.streams()
                                        ? reply.edited(body -> body.put("model", "plugsky-lite"))
                                        : reply),
                        "FUS-09"),
                Mutant.of(
                        "no-fallback",
                        "a failing first choice is the answer",
                        Damage.answers((asked, reply) -> asked.chat()
                                        && reply.ok()
                                        && asked.at("/fusion/models/0")
                                                .asString("")
                                                .startsWith("fault-")
                                ? Reply.error(502, null, "upstream_error")
                                : reply),
                        "FUS-10"),
                Mutant.of(
                        "exhausted-400",
                        "when all fail it is the caller's fault",
                        Damage.answers((asked, reply) -> asked.chat() && reply.status() >= 502 && asked.has("fusion")
                                ? reply.withStatus(400)
                                : reply),
                        "FUS-11"),
                Mutant.of(
                        "decision-unsaid",
                        "the decision stands in no header",
                        header("x-plugsky-model", null),
                        "FUS-12",
                        "FUS-16"),
                Mutant.of(
                        "dry-run-differs",
                        "the dry run makes another choice",
                        Damage.answers((asked, reply) -> asked.path().endsWith("/plugsky/route") && reply.ok()
                                ? reply.edited(body -> body.put("model", "plugsky-other"))
                                : reply),
                        "FUS-13"),
                Mutant.of(
                        "slow-choice",
                        "routing takes 50 ms",
                        Damage.answers((asked, reply) -> asked.path().endsWith("/plugsky/route")
                                ? reply.withHeader("openai-processing-ms", "50")
                                : reply),
                        "FUS-14"),
                Mutant.of(
                        "choice-changes",
                        "the same request has another choice",
                        Damage.answers(everyOther()),
                        "FUS-15"),
                Mutant.of(
                        "model-unknown-code",
                        "an unknown model has another code",
                        code("model_not_found", "not_found"),
                        "MOD-02",
                        "ERR-03"));
    }

    private static Damage list(Consumer<JsonNode> edit) {
        return Damage.answers((asked, reply) -> reply.ok() && asked.path().endsWith("/models")
                ? reply.edited(body -> edit.accept(body.path("data")))
                : reply);
    }

    private static void remove(ArrayNode data, String id) {
        for (int i = data.size() - 1; i >= 0; i--) {
            if (data.get(i).path("id").asString("").equals(id)) {
                data.remove(i);
            }
        }
    }

    private static Consumer<JsonNode> rotate() {
        var turns = new AtomicInteger();
        return data -> {
            if (turns.incrementAndGet() % 2 == 0) {
                ((ArrayNode) data).add(((ArrayNode) data).remove(0));
            }
        };
    }

    private static Damage strategies(String one, String other) {
        return Damage.asks(asked -> {
            String named = asked.at("/fusion/strategy").asString("");
            String swapped = named.equals(one) ? other : named.equals(other) ? one : named;
            return swapped.equals(named)
                    ? asked
                    : changed(asked, body -> ((ObjectNode) body.path("fusion")).put("strategy", swapped));
        });
    }

    private static Asked changed(Asked asked, Consumer<ObjectNode> edit) {
        if (!(asked.body() instanceof ObjectNode object) || !object.has("fusion")) {
            return asked;
        }
        ObjectNode body = object.deepCopy();
        edit.accept(body);
        Request request = asked.request();
        return Asked.of(new Request(request.method(), request.target(), request.headers(), Json.bytes(body)));
    }

    private static BiFunction<Asked, Reply, Reply> everyOther() {
        var turns = new AtomicInteger();
        return (asked, reply) -> asked.chat() && reply.ok() && asked.has("fusion") && turns.incrementAndGet() % 2 == 0
                ? reply.edited(body -> body.put("model", "plugsky-lite"))
                : reply;
    }
}
