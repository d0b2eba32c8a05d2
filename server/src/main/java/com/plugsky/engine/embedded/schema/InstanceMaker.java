package com.plugsky.engine.embedded.schema;

import com.plugsky.engine.embedded.schema.goal.Budget;
import com.plugsky.engine.embedded.schema.goal.Document;
import com.plugsky.engine.embedded.schema.goal.Goal;
import com.plugsky.engine.embedded.schema.goal.Heights;
import com.plugsky.engine.embedded.schema.goal.Made;
import com.plugsky.engine.embedded.schema.goal.Unsatisfiable;
import com.plugsky.engine.embedded.schema.pattern.Picker;
import com.plugsky.json.CallerSchema;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A maker of values for one JSON Schema (2020-12, and the older words that callers still use).
 *
 * <p>It makes a value, asks whether it is valid, and tries again with other choices if not. All attempts together stay
 * under a bound of steps and a bound of depth, whatever the schema. The same seed gives the same value. One thread.
 */
public final class InstanceMaker {

    private static final int ATTEMPTS = 12;

    /** The first attempt takes at most this part of the steps, a later one at most the other. */
    private static final int FIRST_SHARE = 2;

    private static final int LATER_SHARE = 10;

    private final CallerSchema schema;
    private final SchemaBounds bounds;
    private final Document document;
    private @Nullable Heights heights;
    private @Nullable Regex regex;

    public InstanceMaker(CallerSchema schema, SchemaBounds bounds) {
        this.schema = schema;
        this.bounds = bounds;
        this.document = new Document(schema);
    }

    /** A valid value: an object if the schema allows one. */
    public JsonNode make(long seed) throws Unsatisfiable {
        regex = new Regex(schema);
        var whole = new Goal(document.root(), "", true);
        if (document.root().isObject() && !document.root().has("type")) {
            try {
                return make(seed, List.of(whole, new Goal(Made.type("object"), "", true)), bounds.steps() / 4);
            } catch (Unsatisfiable e) {
                // Then a value of another type.
            }
        }
        return make(seed, List.of(whole), bounds.steps());
    }

    private JsonNode make(long seed, List<Goal> goals, int steps) throws Unsatisfiable {
        Unsatisfiable first = null;
        var budget = new Budget(steps, bounds.depth());
        for (int attempt = 0; attempt < ATTEMPTS && !budget.spent(); attempt++) {
            budget.attempt(Math.max(steps / (attempt == 0 ? FIRST_SHARE : LATER_SHARE), 1));
            try {
                JsonNode value = new Search(this, budget, new Picker(seed + attempt), attempt).value(goals, Place.ROOT);
                if (schema.violation(value) == null) {
                    return value;
                }
            } catch (StackOverflowError e) {
                first = first == null ? Unsatisfiable.at("", "the schema nests too deep") : first;
            } catch (Unsatisfiable e) {
                first = first == null || first.isLast() && !e.isLast() ? e : first;
                if (e.isCertain()) {
                    break;
                }
            }
        }
        throw first == null ? Unsatisfiable.at("", "no value was found that satisfies all of it") : first;
    }

    Document document() {
        return document;
    }

    Regex regex() {
        if (regex == null) {
            regex = new Regex(schema);
        }
        return regex;
    }

    /** The heights of the schemas; worked out when a value first nests deep. */
    Heights heights() {
        if (heights == null) {
            heights = new Heights(document);
        }
        return heights;
    }
}
