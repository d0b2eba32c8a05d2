package com.plugsky.engine.embedded.schema;

import com.plugsky.engine.embedded.schema.pattern.PatternTexts;
import com.plugsky.json.CallerPattern;
import com.plugsky.json.CallerSchema;
import com.plugsky.json.PatternSteps;
import com.plugsky.json.SchemaFault;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The patterns of a schema, each compiled once and run under the caller's bound on steps, and a bound on all of them
 * together. A pattern that cannot be compiled, or is stopped, finds nothing. One thread.
 */
final class Regex {

    /** How many characters all patterns together may look at. */
    private static final int ALL_STEPS = 20_000_000;

    private final Map<String, Optional<CallerPattern>> compiled = new HashMap<>();
    private final Map<String, Pattern> own = new HashMap<>();
    private final PatternTexts texts = new PatternTexts();
    private final PatternSteps steps = new PatternSteps(ALL_STEPS);
    private final CallerSchema schema;

    Regex(CallerSchema schema) {
        this.schema = schema;
    }

    PatternTexts texts() {
        return texts;
    }

    boolean found(String pattern, String text) {
        Optional<CallerPattern> regex = compiled.computeIfAbsent(pattern, this::compile);
        try {
            return regex.isPresent() && regex.get().find(text, steps);
        } catch (SchemaFault e) {
            return false;
        }
    }

    /** Whether one of our own patterns, which need no bound, matches. */
    boolean matches(String pattern, String text) {
        return own.computeIfAbsent(pattern, Pattern::compile).matcher(text).find();
    }

    private Optional<CallerPattern> compile(String pattern) {
        try {
            return Optional.of(schema.pattern(pattern));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
