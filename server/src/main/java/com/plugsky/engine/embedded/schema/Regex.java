package com.plugsky.engine.embedded.schema;

import com.plugsky.json.CallerPattern;
import com.plugsky.json.CallerSchema;
import com.plugsky.json.SchemaFault;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The patterns of a schema, each compiled once and run under the caller's bound on steps. A pattern that cannot be
 * compiled, or is stopped, finds nothing. One thread.
 */
final class Regex {

    private final Map<String, Optional<CallerPattern>> compiled = new HashMap<>();
    private final CallerSchema schema;

    Regex(CallerSchema schema) {
        this.schema = schema;
    }

    boolean found(String pattern, String text) {
        Optional<CallerPattern> regex = compiled.computeIfAbsent(pattern, this::compile);
        try {
            return regex.isPresent() && regex.get().find(text);
        } catch (SchemaFault e) {
            return false;
        }
    }

    private Optional<CallerPattern> compile(String pattern) {
        try {
            return Optional.of(schema.pattern(pattern));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
