package com.plugsky.conformance.fus;

import static com.plugsky.conformance.Rule.must;
import static com.plugsky.conformance.Rule.should;

import com.plugsky.conformance.Expect;
import com.plugsky.conformance.Json;
import com.plugsky.conformance.Probe;
import com.plugsky.conformance.Profile;
import com.plugsky.conformance.Rule;
import com.plugsky.conformance.Table;
import com.plugsky.conformance.Target;
import com.plugsky.conformance.Unmet;
import com.plugsky.conformance.mod.ModelRules;
import com.plugsky.conformance.wire.Answer;
import com.plugsky.conformance.wire.Request;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** FUS-01 to FUS-16, but for those on fitness, which stand in {@link FitRules}: a model is chosen for each request. */
public final class FusionRules {
    private FusionRules() {}

    public static List<Rule> all() {
        return Stream.of(choice(), visible(), FitRules.all())
                .flatMap(List::stream)
                .map(rule -> rule.only(Profile.ONLY_PLUGSKY))
                .toList();
    }

    private static List<Rule> choice() {
        return List.of(
                must("FUS-01", "plugsky-fusion is answered by a listed model", FusionRules::concrete),
                Table.must("FUS-02", "an unknown strategy is 400 with param fusion.strategy")
                        .refused(
                                "fusion.strategy",
                                "{'fusion': {'strategy': 'cheapest'}}",
                                "{'fusion': {'strategy': null}}",
                                "{'fusion': {'strategy': 5}}")
                        .refused(
                                null,
                                "{'fusion': {'quality': 11}}",
                                "{'fusion': {'quality': -1}}",
                                "{'fusion': {'models': []}}",
                                "{'fusion': {'other': 1}}")
                        .refused("fusion", "{'fusion': 'cost_saver'}", "{'fusion': []}")
                        .rule(),
                must("FUS-03", "a concrete model is not routed", FusionRules::bypassed),
                must(
                        "FUS-05",
                        "the request's strategy counts before the key's, the workspace's and balanced",
                        PrecedenceRule::check),
                must("FUS-06", "custom asks the rules in order; without rules it is refused", probe -> {
                    Answer answer = probe.chat(fusion(probe, "custom"));
                    if (answer.status() == 200) {
                        throw Unmet.notApplicable("fixture missing: a workspace whose rules are known");
                    }
                    Expect.badRequest(probe, answer, "fusion.strategy");
                }),
                must("FUS-07", "rules look at words, tokens, plan and hours", probe -> {})
                        .waiting("fixture missing: a workspace whose rules are known"),
                must("FUS-10", "a failing first choice is replaced by a stronger one", FallbackRules::replaced),
                must("FUS-11", "when all fail the answer is 502 or 503", FallbackRules::exhausted));
    }

    private static List<Rule> visible() {
        return List.of(
                must("FUS-12", "the decision stands in headers and in the request log", LoggedRule::check),
                should("FUS-13", "the dry run makes the same choice", FusionRules::dryRun),
                must("FUS-14", "routing takes less than 5 ms", SpeedRule::check),
                should("FUS-15", "the same request has the same choice", probe -> {
                    for (String strategy : List.of("cost_saver", "balanced", "max_quality")) {
                        Expect.equal(
                                "model",
                                chosen(probe, fusion(probe, strategy)),
                                chosen(probe, fusion(probe, strategy)));
                    }
                }),
                must("FUS-16", "all chunks name the chosen model", probe -> {
                    var folded = probe.stream(fusion(probe, "balanced").put("stream", true));
                    String model = Expect.header(folded.answer(), "x-plugsky-model");
                    Expect.that(!model.equals(name(probe)), "x-plugsky-model: %s (expected: a concrete one)", model);
                    for (JsonNode chunk : folded.chunks()) {
                        Expect.equal("model", chunk.path("model").asString(null), model);
                    }
                }));
    }

    static String name(Probe probe) {
        return Target.need(probe.target().models().fusion(), "a routing model");
    }

    static ObjectNode fusion(Probe probe, String strategy) {
        ObjectNode body = probe.minimal(name(probe));
        body.putObject("fusion").put("strategy", strategy);
        return body;
    }

    static String chosen(Probe probe, ObjectNode body) throws IOException {
        return probe.completion(body).path("model").asString("");
    }

    static JsonNode route(Probe probe, ObjectNode body) throws IOException {
        Request request = Request.json(probe.path("/plugsky/route"), Json.bytes(body));
        return Json.read(Expect.status(
                        probe.send(
                                probe.authorized(request, probe.target().keys().infer())),
                        200)
                .text());
    }

    private static void concrete(Probe probe) throws IOException {
        List<String> listed = ModelRules.data(probe)
                .valueStream()
                .map(entry -> entry.path("id").asString(""))
                .toList();
        for (String asked : List.of(name(probe), "auto")) {
            String model = chosen(probe, probe.minimal(asked));
            Expect.that(
                    listed.contains(model) && !model.equals(name(probe)),
                    "model: %s (expected: a concrete, listed one)",
                    model);
        }
    }

    private static void bypassed(Probe probe) throws IOException {
        String asked = probe.target().models().chat();
        Answer answer = Expect.status(probe.chat(probe.minimalWith("{'fusion': {'strategy': 'max_quality'}}")), 200);
        Expect.equal("model", Json.read(answer.text()).path("model").asString(null), asked);
        Expect.that(probe.ignores(answer, "fusion"), "x-plugsky-ignored-params does not name fusion");
    }

    private static void dryRun(Probe probe) throws IOException {
        for (String strategy : List.of("cost_saver", "balanced", "max_quality")) {
            ObjectNode body = fusion(probe, strategy);
            JsonNode decision = route(probe, body);
            Expect.equal("model of the dry run", decision.path("model").asString(null), chosen(probe, body));
            Expect.equal(
                    "selected_model",
                    decision.at("/plugsky_routing/selected_model").asString(null),
                    decision.path("model").asString(null));
        }
    }
}
