package com.plugsky.conformance.mod;

import static com.plugsky.conformance.Rule.must;
import static com.plugsky.conformance.Rule.should;

import com.plugsky.conformance.Expect;
import com.plugsky.conformance.Json;
import com.plugsky.conformance.Probe;
import com.plugsky.conformance.Profile;
import com.plugsky.conformance.Rule;
import com.plugsky.conformance.Target;
import com.plugsky.conformance.Unmet;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** MOD-01 to MOD-06: the list of models. */
public final class ModelRules {
    private static final int MAX_ASKED = 64;

    private ModelRules() {}

    public static List<Rule> all() {
        return List.of(
                must("MOD-01", "the list has entries with id, object, created and owned_by", ModelRules::list),
                must("MOD-02", "one model is the same object; an unknown one is 404", ModelRules::one),
                must("MOD-03", "ids are unique, and each answers", ModelRules::answers),
                should("MOD-04", "plugsky-fusion is listed, and what models can do", ModelRules::abilities)
                        .only(Profile.ONLY_PLUGSKY),
                should("MOD-05", "ids with a slash are reachable", ModelRules::slash),
                should("MOD-06", "the list keeps its order", probe -> Expect.equal("ids", ids(probe), ids(probe))));
    }

    /** The entries of the list. */
    public static JsonNode data(Probe probe) throws IOException {
        return Json.read(Expect.status(probe.get("/models"), 200).text()).path("data");
    }

    private static List<String> ids(Probe probe) throws IOException {
        return data(probe)
                .valueStream()
                .map(entry -> entry.path("id").asString(""))
                .toList();
    }

    private static void list(Probe probe) throws IOException {
        JsonNode list = Json.read(Expect.status(probe.get("/models"), 200).text());
        Expect.equal("object", list.path("object").asString(null), "list");
        Expect.that(list.path("data").isArray() && !list.path("data").isEmpty(), "data: no models");
        for (JsonNode model : list.path("data")) {
            Expect.equal("object", model.path("object").asString(null), "model");
            Expect.that(!model.path("id").asString("").isEmpty(), "id: %s", model);
            Expect.that(
                    model.path("created").isIntegralNumber(),
                    "created: %s (expected: an integer)",
                    model.path("created"));
            Expect.that(model.path("owned_by").isString(), "owned_by: %s (expected: a string)", model.path("owned_by"));
        }
    }

    private static void one(Probe probe) throws IOException {
        JsonNode data = data(probe);
        for (JsonNode entry : first(probe, data.valueStream().toList())) {
            JsonNode model = Json.read(
                    Expect.status(probe.get("/models/" + encoded(entry)), 200).text());
            Expect.equal("model " + entry.path("id"), model, entry);
        }
        Expect.code(Expect.refusal(probe, probe.get("/models/no-such-model-1"), 404), "model_not_found");
    }

    /** As many as a rule asks; the verdict says when they are not all. */
    private static List<JsonNode> first(Probe probe, List<JsonNode> entries) {
        if (entries.size() <= MAX_ASKED) {
            return entries;
        }
        probe.unseen((entries.size() - MAX_ASKED) + " of " + entries.size() + " models");
        return entries.subList(0, MAX_ASKED);
    }

    private static String encoded(JsonNode entry) {
        return URLEncoder.encode(entry.path("id").asString(""), StandardCharsets.UTF_8)
                .replace("+", "%20");
    }

    private static void answers(Probe probe) throws IOException {
        Set<String> ids = new HashSet<>();
        List<JsonNode> chats = new ArrayList<>();
        for (JsonNode entry : data(probe)) {
            String id = entry.path("id").asString("");
            Expect.that(ids.add(id), "id %s is listed twice", id);
            boolean fails = probe.target().models().scripted(id);
            boolean meant = !probe.profile(Profile.CORE) || named(probe.target().models(), id);
            if (meant && !fails && !entry.path("mock").asBoolean(false) && !id.contains("embed")) {
                chats.add(entry);
            }
        }
        for (JsonNode entry : first(probe, chats)) {
            String id = entry.path("id").asString("");
            int status = probe.chat(probe.minimal(id).put("max_tokens", 1)).status();
            Expect.that(status == 200, "%s: status %d (expected: 200)", id, status);
        }
    }

    /** Whether it is one of the models that the kit was told of: others may hear, draw, or cost. */
    private static boolean named(Target.Models models, String id) {
        return Stream.of(models.chat(), models.textOnly(), models.vision(), models.fusion())
                .anyMatch(id::equals);
    }

    private static void abilities(Probe probe) throws IOException {
        JsonNode data = data(probe);
        Expect.that(
                data.valueStream()
                        .anyMatch(entry -> entry.path("id").asString("").equals("plugsky-fusion")),
                "plugsky-fusion: not listed");
        for (JsonNode entry : data) {
            if (!entry.path("mock").asBoolean(false)
                    && !entry.path("id").asString("").equals("plugsky-fusion")) {
                for (String member : List.of("context_length", "abilities", "tier")) {
                    Expect.that(entry.has(member), "%s: no %s", entry.path("id"), member);
                }
            }
        }
    }

    private static void slash(Probe probe) throws IOException {
        boolean tried = false;
        for (JsonNode entry : data(probe)) {
            String id = entry.path("id").asString("");
            if (id.contains("/")) {
                tried = true;
                for (String path : List.of(id, encoded(entry))) {
                    JsonNode model = Json.read(
                            Expect.status(probe.get("/models/" + path), 200).text());
                    Expect.equal("id", model.path("id").asString(null), id);
                }
            }
        }
        if (!tried) {
            throw Unmet.notApplicable("no listed id has a slash");
        }
    }
}
