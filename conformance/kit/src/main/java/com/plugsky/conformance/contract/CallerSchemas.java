package com.plugsky.conformance.contract;

import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Values held against a schema that a caller sent, not one of the contract's. */
public final class CallerSchemas {
    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    private CallerSchemas() {}

    /** What is wrong with the value; empty when nothing is. */
    public static List<String> violations(JsonNode schema, JsonNode value) {
        return REGISTRY.getSchema(schema).validate(value).stream()
                .map(error -> error.getInstanceLocation() + ": " + error.getMessage())
                .toList();
    }
}
