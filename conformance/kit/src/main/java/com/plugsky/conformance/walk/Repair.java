package com.plugsky.conformance.walk;

import com.plugsky.conformance.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes a request that keeps the schema keep what a schema cannot say: which models exist, and which members belong together. */
final class Repair {
    private static final int MAX_TOKENS = 16;
    private static final int MANY_CHOICES = 4;

    private final WalkModels models;
    private final RandomGenerator random;

    Repair(WalkModels models, RandomGenerator random) {
        this.models = models;
        this.random = random;
    }

    void apply(ObjectNode request) {
        ToolRepair.apply(request);
        MessageRepair.apply(request);
        together(request);
        jsonWord(request);
        model(request);
        lengths(request);
    }

    private static void together(ObjectNode request) {
        if (request.path("top_logprobs").isNumber()) {
            request.put("logprobs", true);
        }
        if (request.path("stream_options").isObject()) {
            request.put("stream", true);
        }
    }

    private static void jsonWord(ObjectNode request) {
        boolean object = request.at("/response_format/type").asString("").equals("json_object");
        if (object) {
            ((ArrayNode) request.path("messages")).add(Json.of("{'role': 'user', 'content': 'Answer in json.'}"));
        }
    }

    private void model(ObjectNode request) {
        boolean sees = holdsImage(request.path("messages"));
        if (request.path("fusion") instanceof ObjectNode fusion) {
            if (fusion.path("strategy").asString("").equals("custom")) {
                fusion.put("strategy", "balanced");
            }
            if (fusion.path("models") instanceof ArrayNode listed) {
                for (int i = 0; i < listed.size(); i++) {
                    listed.set(i, i % 2 == 0 ? models.vision() : models.chat());
                }
            }
        }
        List<String> able = new ArrayList<>(List.of(models.fusion(), models.vision()));
        if (!sees) {
            able.add(models.chat());
            able.add(models.chat());
        }
        request.put("model", able.get(random.nextInt(able.size())));
    }

    private static boolean holdsImage(JsonNode messages) {
        for (JsonNode message : messages) {
            for (JsonNode part : message.path("content")) {
                if (part.path("type").asString("").equals("image_url")) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Short answers: the walk is about requests, and a context has an end. */
    private void lengths(ObjectNode request) {
        for (String member : List.of("max_tokens", "max_completion_tokens")) {
            if (request.path(member).isNumber()) {
                request.put(member, 1 + random.nextInt(MAX_TOKENS));
            }
        }
        if (request.path("n").asInt(1) > MANY_CHOICES
                || !request.path("max_tokens").isNumber()) {
            request.put("max_completion_tokens", 1 + random.nextInt(MAX_TOKENS));
        }
        if (request.path("n").asInt(1) > MANY_CHOICES && random.nextInt(16) != 0) {
            request.put("n", 1 + random.nextInt(MANY_CHOICES));
        }
    }
}
