package com.plugsky.engine.embedded.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.plugsky.contract.model.ChatCompletionRequest;
import com.plugsky.json.CallerSchema;
import com.plugsky.json.CallerSchemas;
import com.plugsky.json.JsonLimits;
import com.plugsky.json.SchemaLimits;
import com.plugsky.json.StrictJson;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Schemas put together by chance: every value is valid, and hardly any schema that has values is given up. */
class GeneratedSchemasTest {

    private static final CallerSchemas SCHEMAS = new CallerSchemas(
            StrictJson.of(ChatCompletionRequest.class, new JsonLimits(1 << 20, 64, 64, 256)),
            new SchemaLimits(32, 10_000, 200_000, 200_000));

    private final Random random = new Random(7);

    @Test
    void ofTwoThousandSchemasNearlyAllGetAValue() {
        int made = 0;
        for (int i = 0; i < 2_000; i++) {
            CallerSchema schema = SCHEMAS.check(object(3));
            try {
                assertThat(schema.violation(new InstanceMaker(schema, SchemaBounds.DEFAULTS).make(i)))
                        .as("%s", schema.node())
                        .isNull();
                made++;
            } catch (Unsatisfiable impossible) {
                assertThat(impossible.getMessage()).isNotBlank();
            }
        }
        assertThat(made).isGreaterThan(1_980);
    }

    private Map<String, Object> schema(int depth) {
        if (depth == 0) {
            return scalar();
        }
        return switch (random.nextInt(6)) {
            case 0, 1 -> object(depth - 1);
            case 2 -> array(depth - 1);
            case 3 -> Map.of(random.nextBoolean() ? "anyOf" : "oneOf", List.of(schema(depth - 1), scalar()));
            case 4 -> Map.of("allOf", List.of(object(depth - 1), Map.of("type", "object", "required", List.of("a"))));
            default -> scalar();
        };
    }

    private Map<String, Object> object(int depth) {
        var properties = new LinkedHashMap<String, Object>();
        for (String name : List.of("a", "city", "count")) {
            if (random.nextBoolean()) {
                properties.put(name, schema(depth));
            }
        }
        var schema = new LinkedHashMap<String, Object>();
        schema.put("type", "object");
        schema.put("properties", properties);
        schema.put(
                "required",
                properties.keySet().stream()
                        .filter(name -> random.nextBoolean())
                        .toList());
        if (random.nextInt(4) == 0) {
            schema.put("minProperties", random.nextInt(4));
        } else if (random.nextBoolean()) {
            schema.put("additionalProperties", schema(0));
        }
        return schema;
    }

    private Map<String, Object> array(int depth) {
        var schema = new LinkedHashMap<String, Object>();
        schema.put("type", "array");
        Map<String, Object> items = schema(depth);
        schema.put("items", items);
        schema.put("minItems", random.nextInt(3));
        if (random.nextInt(3) == 0) {
            schema.put("contains", items);
        }
        return schema;
    }

    private Map<String, Object> scalar() {
        int low = random.nextInt(50);
        return switch (random.nextInt(8)) {
            case 0 -> Map.of("type", "integer", "minimum", low, "maximum", low + random.nextInt(60));
            case 1 -> Map.of("type", "number", "exclusiveMinimum", low, "multipleOf", 0.25);
            case 2 -> Map.of("type", "string", "minLength", low, "maxLength", low + 3);
            case 3 -> Map.of("type", List.of("boolean", "null"));
            case 4 -> Map.of("enum", List.of("x", 1, List.of(), Map.of("k", low)));
            case 5 -> Map.of("type", "string", "pattern", "^[a-f0-9]{" + (low + 1) + "}(-x)?$");
            case 6 -> Map.of("const", low);
            default -> Map.of("type", "string", "format", "date-time");
        };
    }
}
