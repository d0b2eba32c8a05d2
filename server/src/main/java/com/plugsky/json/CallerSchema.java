package com.plugsky.json;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaException;
import com.networknt.schema.ValidationLimitExceededException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A caller's JSON Schema that was checked: it is valid, local, and bounded in what it can cost. Safe for many threads. */
public final class CallerSchema {

    private final JsonNode node;
    private final Schema schema;
    private final SchemaLimits limits;

    CallerSchema(JsonNode node, Schema schema, SchemaLimits limits) {
        this.node = node;
        this.schema = schema;
        this.limits = limits;
    }

    /** The schema itself; nobody changes it. */
    public JsonNode node() {
        return node;
    }

    /** A pattern of this schema, to be run under the same bound as here. */
    public CallerPattern pattern(String source) {
        return CallerPattern.compile(source, limits.regexSteps());
    }

    /**
     * Whether a value keeps the schema.
     *
     * @return null if it does, else the first violation in words
     * @throws SchemaFault the check takes too many steps
     */
    public @Nullable String violation(JsonNode value) {
        try {
            List<Error> errors = schema.validate(
                    value,
                    context -> context.executionConfig(config -> config.failFast(true)
                            .maxEvaluationSteps(limits.steps())
                            .maxEvaluationDepth(limits.depth() * limits.depth())));
            return errors.isEmpty() ? null : errors.getFirst().toString();
        } catch (ValidationLimitExceededException | StackOverflowError e) {
            throw new SchemaFault("a schema that takes more than " + limits.steps() + " steps", "");
        } catch (SchemaException e) {
            throw new SchemaFault("not a valid JSON Schema", "");
        }
    }
}
