package com.plugsky.conformance.fus;

import static com.plugsky.conformance.Rule.must;

import com.plugsky.conformance.Expect;
import com.plugsky.conformance.Json;
import com.plugsky.conformance.Probe;
import com.plugsky.conformance.Rule;
import com.plugsky.conformance.Target;
import com.plugsky.conformance.Unmet;
import com.plugsky.conformance.mod.ModelRules;
import com.plugsky.conformance.vis.ImageRules;
import com.plugsky.conformance.wire.Answer;
import com.plugsky.conformance.wire.Request;
import java.io.IOException;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** FUS-04, FUS-08 and FUS-09: the chosen model fits price, plan and need. */
final class FitRules {
    private FitRules() {}

    static List<Rule> all() {
        return List.of(
                must(
                        "FUS-04",
                        "cost_saver costs no more than balanced, balanced no more than max_quality",
                        FitRules::prices),
                must("FUS-08", "no request goes above the caller's plan", FitRules::plan),
                must(
                        "FUS-09",
                        "images go to a model that sees, tools to one that calls, long text to one that holds it",
                        FitRules::needs));
    }

    private static JsonNode entry(Probe probe, String id) throws IOException {
        return ModelRules.data(probe)
                .valueStream()
                .filter(model -> model.path("id").asString("").equals(id))
                .findFirst()
                .orElseThrow(() -> Unmet.fail("model " + id + " is not listed"));
    }

    private static double price(Probe probe, String strategy) throws IOException {
        String model = FusionRules.chosen(probe, FusionRules.fusion(probe, strategy));
        JsonNode price = entry(probe, model).path("price");
        if (!price.isObject()) {
            throw Unmet.inconclusive("the price of " + model + " is not known");
        }
        return price.path("input").asDouble() + price.path("output").asDouble();
    }

    private static void prices(Probe probe) throws IOException {
        double saver = price(probe, "cost_saver");
        double balanced = price(probe, "balanced");
        double quality = price(probe, "max_quality");
        Expect.that(
                saver <= balanced && balanced <= quality,
                "prices: %s, %s, %s (expected: ascending)",
                saver,
                balanced,
                quality);
    }

    private static void plan(Probe probe) throws IOException {
        String key = Target.need(probe.target().keys().capped(), "a key with a plan's cap");
        for (String strategy : List.of("cost_saver", "balanced", "max_quality")) {
            Request request = probe.chatRequest(Json.bytes(FusionRules.fusion(probe, strategy)))
                    .with("Authorization", "Bearer " + key);
            String model = Json.read(Expect.status(probe.send(request), 200).text())
                    .path("model")
                    .asString("");
            Expect.equal("tier of " + model, entry(probe, model).path("tier").asString(null), "free");
        }
        Request request = probe.chatRequest(Json.bytes(probe.minimal())).with("Authorization", "Bearer " + key);
        Answer refused = probe.send(request);
        if (entry(probe, probe.target().models().chat())
                .path("tier")
                .asString("")
                .equals("pro")) {
            JsonNode error = Expect.refusal(probe, refused, 403);
            Expect.code(error, "model_not_available");
            Expect.equal("error.param", error.path("param").asString(null), "model");
        }
    }

    private static void needs(Probe probe) throws IOException {
        ability(probe, ImageRules.image(probe, FusionRules.name(probe), ImageRules.PIXEL), "vision");
        ObjectNode tools = FusionRules.fusion(probe, "cost_saver");
        tools.setAll(Json.of("{'tools': [{'type': 'function', 'function': {'name': 'f'}}]}"));
        ability(probe, tools, "tools");
        String cheap = FusionRules.chosen(probe, FusionRules.fusion(probe, "cost_saver"));
        long context = entry(probe, cheap).path("context_length").asLong(0);
        if (context == 0 || context > 1_000_000) {
            throw Unmet.inconclusive("the context of " + cheap + " is not known or too large to fill");
        }
        ObjectNode wide = FusionRules.fusion(probe, "cost_saver");
        ((ObjectNode) wide.path("messages").get(0)).put("content", "harbour ".repeat((int) context + 100));
        String model = FusionRules.chosen(probe, wide);
        long larger = entry(probe, model).path("context_length").asLong(0);
        Expect.that(larger > context, "%s with %d tokens answers more than %d", model, larger, context);
    }

    private static void ability(Probe probe, ObjectNode body, String ability) throws IOException {
        String model = FusionRules.chosen(probe, body);
        JsonNode abilities = entry(probe, model).path("abilities");
        Expect.that(
                abilities.valueStream().anyMatch(each -> each.asString("").equals(ability)),
                "%s has %s (expected: %s)",
                model,
                abilities,
                ability);
    }
}
