package com.plugsky.engine.embedded.schema;

import com.plugsky.contract.model.ChatCompletionRequest;
import com.plugsky.json.CallerSchema;
import com.plugsky.json.CallerSchemas;
import com.plugsky.json.JsonLimits;
import com.plugsky.json.SchemaLimits;
import com.plugsky.json.StrictJson;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Schemas as a caller sends them, read and checked as the server does it. */
final class Caller {

    private static final StrictJson JSON =
            StrictJson.of(ChatCompletionRequest.class, new JsonLimits(1 << 20, 64, 64, 256));

    static final CallerSchemas SCHEMAS = new CallerSchemas(JSON, new SchemaLimits(32, 10_000, 200_000, 200_000));

    private Caller() {}

    @SuppressWarnings("unchecked")
    static CallerSchema schema(String json) {
        return SCHEMAS.check(JSON.mapper().readValue(json, Map.class));
    }

    @SuppressWarnings("unchecked")
    static CallerSchema schema(JsonNode schema) {
        return SCHEMAS.check(JSON.mapper().treeToValue(schema, Map.class));
    }

    /** The same with single quotes. */
    static CallerSchema quoted(String schema) {
        return schema(schema.replace('\'', '"'));
    }
}
