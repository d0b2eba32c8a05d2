package com.plugsky.json;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaException;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.ValidationLimitExceededException;
import com.networknt.schema.path.NodePath;
import com.networknt.schema.path.PathType;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * A caller's JSON Schema that was checked: it is valid, local, and bounded in what it can cost. Formats count, in every
 * draft. Safe for many threads.
 */
public final class CallerSchema {

    /** How many schemas within this one are kept ready. */
    private static final int MAX_PLACES = 256;

    /** How often the patterns may take their steps while one value is checked. */
    private static final int PATTERNS_A_CHECK = 10;

    /** How many steps the patterns may take for each step that the check may. */
    private static final long STEPS_A_STEP = 20;

    private static final ScopedValue<PatternSteps> PATTERN_STEPS = ScopedValue.newInstance();

    private final JsonNode node;
    private final Schema schema;
    private final SpecificationVersion dialect;
    private final SchemaLimits limits;
    private final Map<String, Schema> places = new ConcurrentHashMap<>();

    CallerSchema(JsonNode node, Schema schema, SpecificationVersion dialect, SchemaLimits limits) {
        this.node = node;
        this.schema = schema;
        this.dialect = dialect;
        this.limits = limits;
    }

    /** The schema itself; nobody changes it. */
    public JsonNode node() {
        return node;
    }

    /** Whether it is of this draft (its year, 2019 or 2020) or a later one. */
    public boolean since(int year) {
        return switch (dialect) {
            case DRAFT_4, DRAFT_6, DRAFT_7 -> false;
            case DRAFT_2019_09 -> year <= 2019;
            case DRAFT_2020_12 -> true;
        };
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
        return violation(schema, value, limits.steps());
    }

    /**
     * Whether a value keeps one of the schemas within this one.
     *
     * @param pointer the place of that schema
     * @throws SchemaFault the check takes more steps than these, or than the limit
     */
    public boolean keeps(String pointer, JsonNode value, int steps) {
        return violation(at(pointer), value, Math.min(steps, limits.steps())) == null;
    }

    private Schema at(String pointer) {
        Schema known = pointer.isEmpty() ? schema : places.get(pointer);
        if (known != null) {
            return known;
        }
        NodePath path = new NodePath(PathType.JSON_POINTER);
        JsonNode found = node;
        for (String token : pointer.substring(1).split("/", -1)) {
            String name = token.replace("~1", "/").replace("~0", "~");
            boolean item = found.isArray();
            found = item ? found.path(Integer.parseInt(name)) : found.path(name);
            path = item ? path.append(Integer.parseInt(name)) : path.append(name);
        }
        Schema made = schema.getSubSchema(path);
        if (places.size() < MAX_PLACES) {
            places.put(pointer, made);
        }
        return made;
    }

    private @Nullable String violation(Schema part, JsonNode value, int steps) {
        long patternSteps = Math.min(PATTERNS_A_CHECK * limits.regexSteps(), STEPS_A_STEP * (long) steps);
        var shared = new PatternSteps((int) patternSteps);
        try {
            List<Error> errors = ScopedValue.where(PATTERN_STEPS, shared)
                    .call(() -> part.validate(
                            value,
                            context -> context.executionConfig(config -> config.failFast(true)
                                    .formatAssertionsEnabled(true)
                                    .maxEvaluationSteps(steps)
                                    .maxEvaluationDepth(limits.depth() * limits.depth()))));
            return errors.isEmpty() ? null : errors.getFirst().toString();
        } catch (ValidationLimitExceededException | StackOverflowError e) {
            throw new SchemaFault("a schema that takes more than " + steps + " steps", "");
        } catch (SchemaException e) {
            throw new SchemaFault("not a valid JSON Schema", "");
        } catch (JacksonException e) {
            throw new SchemaFault("a number that cannot be compared", "");
        }
    }

    /** Runs a pattern of a schema while a value is checked. */
    static boolean find(CallerPattern pattern, String text) {
        return PATTERN_STEPS.isBound() ? pattern.find(text, PATTERN_STEPS.get()) : pattern.find(text);
    }
}
