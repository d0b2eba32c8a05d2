package com.plugsky.fleet.discovery;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The answer to {@code GET /v1/models}: OpenAI's list, and the lengths that some servers add to it.
 *
 * <p>vLLM tells {@code max_model_len}, OpenRouter {@code context_length}, llama-server {@code meta.n_ctx}.
 */
public final class ModelList {

    /** How many models are read; what comes behind is left out. */
    public static final int MAX_MODELS = 1_000;

    private static final JsonMapper JSON = new JsonMapper();

    private ModelList() {}

    /**
     * Reads a list.
     *
     * @throws IOException it is none
     */
    public static List<Found> read(byte[] body) throws IOException {
        JsonNode data;
        try {
            data = JSON.readTree(body).path("data");
        } catch (JacksonException e) {
            throw new IOException("it answers with something that is no JSON (expected: a list of models)", e);
        }
        if (!data.isArray()) {
            throw new IOException("it answers with JSON that has no data (expected: a list of models)");
        }
        Map<String, Found> found = new LinkedHashMap<>();
        for (JsonNode model : data) {
            if (model.path("id").isString() && found.size() < MAX_MODELS) {
                String id = model.path("id").asString();
                found.putIfAbsent(id, new Found(id, context(model)));
            }
        }
        return List.copyOf(found.values());
    }

    private static @Nullable Integer context(JsonNode model) {
        for (JsonNode length : List.of(
                model.path("max_model_len"),
                model.path("context_length"),
                model.path("meta").path("n_ctx"))) {
            if (length.canConvertToInt() && length.isIntegralNumber() && length.asInt() > 0) {
                return length.asInt();
            }
        }
        return null;
    }
}
