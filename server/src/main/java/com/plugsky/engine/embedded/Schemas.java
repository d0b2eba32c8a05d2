package com.plugsky.engine.embedded;

import com.plugsky.engine.embedded.schema.InstanceMaker;
import com.plugsky.engine.embedded.schema.SchemaBounds;
import com.plugsky.engine.embedded.schema.goal.Unsatisfiable;
import com.plugsky.error.ErrorCode;
import com.plugsky.error.Refusal;
import com.plugsky.json.CallerSchema;
import com.plugsky.json.CallerSchemas;
import com.plugsky.json.SchemaFault;
import java.util.Map;

/** JSON that keeps a caller's schema, checked before it leaves; else a refusal that names the place in the schema. */
final class Schemas {

    private final CallerSchemas schemas;
    private final SchemaBounds bounds;

    Schemas(CallerSchemas schemas, SchemaBounds bounds) {
        this.schemas = schemas;
        this.bounds = bounds;
    }

    /** @param param where the schema stands in the request */
    String json(Map<String, Object> schema, long seed, String param) {
        ErrorCode code = param.startsWith("response_format")
                ? ErrorCode.INVALID_JSON_SCHEMA
                : ErrorCode.INVALID_FUNCTION_PARAMETERS;
        try {
            CallerSchema checked = schemas.check(schema);
            return new InstanceMaker(checked, bounds).make(seed).toString();
        } catch (SchemaFault e) {
            throw Refusal.of(code, param + ": " + e.words(), param);
        } catch (Unsatisfiable e) {
            String place = e.path().isEmpty() ? "" : " at " + brief(e.path());
            throw Refusal.of(code, param + ": nothing fits this schema" + place + ": " + e.getMessage(), param);
        }
    }

    private static String brief(String path) {
        return path.length() <= 256 ? path : path.substring(0, 253) + "...";
    }
}
