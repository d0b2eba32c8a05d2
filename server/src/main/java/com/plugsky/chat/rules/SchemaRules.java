package com.plugsky.chat.rules;

import com.plugsky.chat.fault.Place;
import com.plugsky.contract.model.FunctionDefinition;
import com.plugsky.error.ErrorCode;
import com.plugsky.json.CallerSchemas;
import com.plugsky.json.SchemaFault;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The rules on the JSON Schemas that callers send. */
final class SchemaRules {

    private final CallerSchemas schemas;

    SchemaRules(CallerSchemas schemas) {
        this.schemas = schemas;
    }

    /** The schema of an answer. */
    void answer(@Nullable Map<String, Object> schema, Place place) {
        if (schema != null) {
            checked(schema, place, ErrorCode.INVALID_JSON_SCHEMA);
        }
    }

    /** The schema of a function's arguments, which are an object; with strict it leaves nothing open. */
    void function(FunctionDefinition function, Place place) {
        Map<String, Object> parameters = function.getParameters();
        if (parameters == null) {
            return;
        }
        Place at = place.member("parameters");
        JsonNode schema = checked(parameters, at, ErrorCode.INVALID_FUNCTION_PARAMETERS);
        if (!allowsObjects(schema.path("type"))) {
            throw Broken.at(
                    ErrorCode.INVALID_FUNCTION_PARAMETERS, at, at + ": no object at /type (expected: type object)");
        }
        if (Boolean.TRUE.equals(function.getStrict())) {
            String open = ClosedSchema.openPlace(schema);
            if (open != null) {
                throw Broken.at(
                        ErrorCode.INVALID_FUNCTION_PARAMETERS,
                        at,
                        at + ": an open object" + (open.isEmpty() ? "" : " at " + open)
                                + " (expected: additionalProperties false, since strict is true)");
            }
        }
    }

    private JsonNode checked(Map<String, Object> schema, Place place, ErrorCode code) {
        try {
            return schemas.check(schema).node();
        } catch (SchemaFault fault) {
            throw Broken.at(code, place, place + ": " + fault.words());
        }
    }

    private static boolean allowsObjects(JsonNode type) {
        if (type.isArray()) {
            return type.valueStream().anyMatch(SchemaRules::allowsObjects);
        }
        return type.isMissingNode() || type.asString("").equals("object");
    }
}
