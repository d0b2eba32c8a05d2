package com.plugsky.json;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaException;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.dialect.DialectId;
import com.networknt.schema.regex.RegularExpression;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Checks the JSON Schemas that callers send, and remembers those that passed.
 *
 * <p>Nothing is fetched: a reference leads to a place in the same schema or is refused. The memory is bounded by the
 * members that the remembered schemas hold in all; the one unused for longest goes first. Safe for use by many threads.
 */
public final class CallerSchemas {

    private static final int MAX_REMEMBERED_MEMBERS = 200_000;
    private static final int MAX_REMEMBERED = 1_000;
    private static final Map<String, SpecificationVersion> DIALECTS = Map.of(
            trimmed(DialectId.DRAFT_4), SpecificationVersion.DRAFT_4,
            trimmed(DialectId.DRAFT_6), SpecificationVersion.DRAFT_6,
            trimmed(DialectId.DRAFT_7), SpecificationVersion.DRAFT_7,
            trimmed(DialectId.DRAFT_2019_09), SpecificationVersion.DRAFT_2019_09,
            trimmed(DialectId.DRAFT_2020_12), SpecificationVersion.DRAFT_2020_12);

    private final JsonMapper mapper;
    private final SchemaLimits limits;
    private final SchemaRegistryConfig config;
    private final Map<SpecificationVersion, Schema> metaSchemas = new EnumMap<>(SpecificationVersion.class);
    private final LinkedHashMap<Map<String, Object>, Remembered> memory = new LinkedHashMap<>(16, 0.75f, true);
    private int rememberedMembers;

    private record Remembered(CallerSchema schema, int members) {}

    public CallerSchemas(StrictJson json, SchemaLimits limits) {
        this.mapper = json.mapper();
        this.limits = limits;
        this.config = SchemaRegistryConfig.builder()
                .regularExpressionFactory(source -> bounded(source, limits))
                .build();
    }

    /**
     * Checks a schema, unless an equal one was checked before.
     *
     * @throws SchemaFault it cannot be used
     */
    public CallerSchema check(Map<String, Object> schema) {
        synchronized (memory) {
            Remembered known = memory.get(schema);
            if (known != null) {
                return known.schema();
            }
        }
        JsonNode node = WholeNumbers.written(mapper.valueToTree(schema));
        SchemaWalk.check(node, limits);
        SpecificationVersion dialect = dialect(node);
        valid(node, dialect);
        var checked = new CallerSchema(node, compiled(node, dialect), dialect, limits);
        // It is there twice: as a whole, and in the parts that are asked for.
        remember(schema, checked, 2 * weight(node));
        return checked;
    }

    private void remember(Map<String, Object> key, CallerSchema schema, int members) {
        synchronized (memory) {
            if (memory.put(key, new Remembered(schema, members)) == null) {
                rememberedMembers += members;
            }
            var oldest = memory.values().iterator();
            while ((rememberedMembers > MAX_REMEMBERED_MEMBERS || memory.size() > MAX_REMEMBERED) && oldest.hasNext()) {
                rememberedMembers -= oldest.next().members();
                oldest.remove();
            }
        }
    }

    private static int weight(JsonNode node) {
        int weight = 1 + (node.isString() ? node.asString().length() / 64 : 0);
        for (JsonNode child : node) {
            weight += weight(child);
        }
        return weight;
    }

    private static SpecificationVersion dialect(JsonNode node) {
        JsonNode named = node.get("$schema");
        if (named == null) {
            return SpecificationVersion.DRAFT_2020_12;
        }
        SpecificationVersion dialect = DIALECTS.get(trimmed(named.asString("")));
        if (dialect == null) {
            throw new SchemaFault(
                    "an unknown dialect (expected: 2020-12, or an older draft of JSON Schema)", "/$schema");
        }
        return dialect;
    }

    private void valid(JsonNode node, SpecificationVersion dialect) {
        Schema meta;
        synchronized (metaSchemas) {
            meta = metaSchemas.computeIfAbsent(
                    dialect,
                    version -> SchemaRegistry.withDefaultDialect(version)
                            .getSchema(SchemaLocation.of(version.getDialectId())));
        }
        List<Error> errors =
                meta.validate(node, context -> context.executionConfig(execution -> execution.failFast(true)));
        if (!errors.isEmpty()) {
            throw new SchemaFault("not a valid JSON Schema", pointer(errors.getFirst()));
        }
    }

    private Schema compiled(JsonNode node, SpecificationVersion dialect) {
        try {
            return SchemaRegistry.withDefaultDialect(
                            dialect,
                            builder -> builder.schemaRegistryConfig(config).schemaCacheEnabled(false))
                    .getSchema(node);
        } catch (SchemaException e) {
            throw new SchemaFault("not a valid JSON Schema", "");
        }
    }

    private static RegularExpression bounded(String source, SchemaLimits limits) {
        CallerPattern pattern = CallerPattern.compile(source, limits.regexSteps());
        return text -> CallerSchema.find(pattern, text);
    }

    private static String pointer(Error error) {
        return error.getInstanceLocation().toString();
    }

    private static String trimmed(String dialect) {
        return dialect.endsWith("#") ? dialect.substring(0, dialect.length() - 1) : dialect;
    }
}
