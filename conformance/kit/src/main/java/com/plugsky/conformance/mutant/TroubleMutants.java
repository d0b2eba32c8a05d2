package com.plugsky.conformance.mutant;

import com.plugsky.conformance.Json;
import com.plugsky.conformance.mutant.proxy.Asked;
import com.plugsky.conformance.mutant.proxy.Damage;
import com.plugsky.conformance.mutant.proxy.Reply;
import com.plugsky.conformance.wire.Request;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/** Servers that do badly under trouble, and gateways that spoil what passes through them. */
final class TroubleMutants {
    private static final int EACH = 50;
    private static final int HELD = 150;

    private TroubleMutants() {}

    static List<Mutant> all() {
        return Stream.of(framing(), crowds(), passing()).flatMap(List::stream).toList();
    }

    private static List<Mutant> framing() {
        return List.of(
                manner("both-framings", "a length beside chunks is taken", Damage.Manner.BOTH_FRAMINGS, "TRB-01"),
                manner("two-lengths", "of two lengths one is taken", Damage.Manner.TWO_LENGTHS, "TRB-02"),
                manner("any-chunk", "what is no chunk ends a body", Damage.Manner.ANY_CHUNK, "TRB-03"),
                manner("forgetful", "a request behind another is forgotten", Damage.Manner.FORGETFUL, "TRB-04"),
                manner("modern", "HTTP/1.0 gets chunks", Damage.Manner.MODERN, "TRB-05"),
                Mutant.of(
                        "no-upgrade",
                        "an offer of h2c is refused",
                        Damage.instead(asked ->
                                asked.header("Upgrade") == null ? null : Reply.error(400, null, "invalid_value")),
                        "TRB-06"));
    }

    private static List<Mutant> crowds() {
        return List.of(
                Mutant.of("crowd-breaks", "each fiftieth stream has no end", crowdBreaks(), "TRB-07"),
                manner(
                        "one-by-one",
                        "one connection is served after the other",
                        Damage.Manner.ONE_BY_ONE,
                        "TRB-08",
                        "TRB-09"),
                Mutant.of("held", "after " + HELD + " streams there is no place for more", held(), "TRB-10"),
                Mutant.of(
                        "echoes",
                        "errors say again what was sent",
                        Damage.answers((asked, reply) -> reply.status() < 400
                                ? reply
                                : reply.edited(body -> ((ObjectNode) body.path("error")).put("message", asked.text()))),
                        "ERR-14"));
    }

    private static Damage crowdBreaks() {
        AtomicInteger streams = new AtomicInteger();
        return Damage.streams((asked, blocks) ->
                streams.incrementAndGet() % EACH == 0 ? blocks.subList(0, Math.min(1, blocks.size())) : blocks);
    }

    private static Damage held() {
        AtomicInteger streams = new AtomicInteger();
        return Damage.instead(asked -> {
            int taken = asked.streams() ? streams.incrementAndGet() : streams.get();
            return asked.chat() && taken > HELD ? Reply.error(503, null, "overloaded") : null;
        });
    }

    private static List<Mutant> passing() {
        return List.of(
                Mutant.of(
                        "key-passed",
                        "the caller's key is sent on",
                        asks(body -> true, (asked, body) -> body.put("x_key", asked.header("Authorization"))),
                        "GWY-02"),
                Mutant.of(
                        "temperature-dropped",
                        "temperature is not sent on",
                        asks(body -> body.has("temperature"), (asked, body) -> body.remove("temperature")),
                        "GWY-03"),
                Mutant.of(
                        "extra-dropped",
                        "a member that is not known is dropped without a word",
                        asks(body -> body.has("x_kit_extra"), (asked, body) -> body.remove("x_kit_extra")),
                        "GWY-04"),
                manner("insistent", "what fails is asked again and again", Damage.Manner.INSISTENT, "GWY-05"),
                Mutant.of("thoughtless", "reasoning is left out", Damages.delta(TroubleMutants::thoughtless), "GWY-08"),
                Mutant.of(
                        "success-anyway",
                        "an answer that broke off is a success",
                        Damage.answers(
                                (asked, reply) -> asked.chat() && reply.status() == 502 ? Canned.answer(asked) : reply),
                        "GWY-09"),
                Mutant.of(
                        "upstream-shown",
                        "errors show the upstream's key",
                        Damage.answers((asked, reply) -> reply.status() < 400
                                ? reply
                                : reply.edited(body -> ((ObjectNode) body.path("error"))
                                        .put("message", "refused with the key sk-scripted-0123456789abcdef"))),
                        "GWY-10"));
    }

    private static void thoughtless(ObjectNode choice) {
        ((ObjectNode) choice.path("delta")).remove("reasoning_content");
    }

    private interface Edit {
        void of(Asked asked, ObjectNode body);
    }

    private interface When {
        boolean is(ObjectNode body);
    }

    /** Changes bodies of requests. */
    private static Damage asks(When when, Edit edit) {
        return Damage.asks(asked -> {
            if (!(asked.body() instanceof ObjectNode body) || !asked.chat() || !when.is(body)) {
                return asked;
            }
            edit.of(asked, body);
            Request request = asked.request();
            return Asked.of(new Request(request.method(), request.target(), request.headers(), Json.bytes(body)));
        });
    }

    private static Mutant manner(String id, String text, Damage.Manner manner, String... kills) {
        return Mutant.of(id, text, Damage.manner(manner), kills);
    }
}
