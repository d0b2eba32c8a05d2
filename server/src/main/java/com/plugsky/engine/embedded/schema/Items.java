package com.plugsky.engine.embedded.schema;

import com.plugsky.engine.embedded.schema.goal.Conjunction;
import com.plugsky.engine.embedded.schema.goal.Document;
import com.plugsky.engine.embedded.schema.goal.Goal;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What all parts say of the items of an array. */
final class Items {

    private final Conjunction all;
    private final Document document;
    private final Map<JsonNode, List<Goal>> under = new IdentityHashMap<>();

    Items(Conjunction all) {
        this.all = all;
        this.document = all.document();
    }

    /** How many items have a schema of their own. */
    int listed() {
        return all.parts().stream()
                .mapToInt(part -> prefix(part.schema()).size())
                .max()
                .orElse(0);
    }

    /** What the item at an index must keep, beside those goals for which it stands among the contained. */
    List<Goal> of(int index, List<Goal> contained) {
        var goals = new ArrayList<Goal>();
        for (Goal part : all.parts()) {
            JsonNode schema = part.schema();
            JsonNode prefix = prefix(schema);
            String listed = schema.path("items").isArray() ? "items" : "prefixItems";
            String rest = schema.path("items").isArray() ? "additionalItems" : "items";
            if (index < prefix.size()) {
                goals.add(document.within(part, prefix.get(index), listed, String.valueOf(index)));
            } else if (schema.has(rest)) {
                goals.add(document.within(part, schema.get(rest), rest));
            }
            JsonNode unevaluated = schema.get("unevaluatedItems");
            if (unevaluated != null && !evaluated(part, index, contained)) {
                goals.add(document.within(part, unevaluated, "unevaluatedItems"));
            }
        }
        return goals;
    }

    private List<Goal> under(Goal part) {
        return under.computeIfAbsent(part.schema(), schema -> all.under(part));
    }

    private static JsonNode prefix(JsonNode schema) {
        return schema.path("items").isArray() ? schema.path("items") : schema.path("prefixItems");
    }

    private static @Nullable JsonNode rest(JsonNode schema) {
        return schema.path("items").isArray() ? schema.get("additionalItems") : schema.get("items");
    }

    /** Whether a part, or one that applies because of it, speaks for the item at an index. */
    private boolean evaluated(Goal part, int index, List<Goal> contained) {
        for (Goal under : under(part)) {
            JsonNode schema = under.schema();
            boolean other = schema != part.schema();
            if (index < prefix(schema).size()
                    || rest(schema) != null
                    || other && schema.has("unevaluatedItems")
                    || document.since(2020)
                            && contained.stream().anyMatch(goal -> goal.schema() == schema.get("contains"))) {
                return true;
            }
        }
        return false;
    }
}
