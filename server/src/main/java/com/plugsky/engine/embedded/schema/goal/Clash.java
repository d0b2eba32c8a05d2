package com.plugsky.engine.embedded.schema.goal;

import java.util.List;
import tools.jackson.databind.JsonNode;

/** The quick look at whether goals contradict each other, so that a wrong branch is left at once. */
final class Clash {

    /** The longest lists of values that are compared here. */
    private static final int MAX_LISTED = 64;

    private Clash() {}

    static void check(Conjunction all) throws Unsatisfiable {
        List<String> types = Types.of(all, false);
        if (types.isEmpty()) {
            throw all.never("type", "no type is allowed by all parts of the schema");
        }
        listed(all, types);
        if (types.size() > 1 && !types.equals(List.of("number", "integer"))) {
            return;
        }
        switch (types.getFirst()) {
            case "string" -> counts(all, "minLength", "maxLength");
            case "array" -> counts(all, "minItems", "maxItems");
            case "object" -> counts(all, "minProperties", "maxProperties");
            case "number", "integer" -> range(all);
            default -> {}
        }
    }

    private static void listed(Conjunction all, List<String> types) throws Unsatisfiable {
        List<JsonNode> constants = all.all("const").toList();
        List<JsonNode> lists = all.all("enum").toList();
        if (constants.isEmpty() && (lists.isEmpty() || lists.stream().anyMatch(list -> list.size() > MAX_LISTED))) {
            return;
        }
        List<JsonNode> candidates =
                constants.isEmpty() ? List.copyOf(lists.getFirst().values()) : List.of(constants.getFirst());
        boolean some = candidates.stream()
                .anyMatch(value -> Types.fits(value, types)
                        && constants.stream().allMatch(one -> Same.as(one, value))
                        && lists.stream().allMatch(list -> Same.among(list.values(), value))
                        && all.refused("const").noneMatch(one -> Same.as(one, value)));
        if (!some) {
            throw all.never(constants.isEmpty() ? "enum" : "const", "none of the values listed is allowed");
        }
    }

    static void counts(Conjunction all, String low, String high) throws Unsatisfiable {
        if (all.atLeast(low) > all.atMost(high)) {
            throw all.never(low, low + " " + all.atLeast(low) + " is above " + high + " " + all.atMost(high));
        }
    }

    static void range(Conjunction all) throws Unsatisfiable {
        Range range = Range.of(all);
        if (range.isEmpty()) {
            String keyword = all.has("minimum") ? "minimum" : "exclusiveMinimum";
            throw all.never(keyword, "the lower bound " + range.low() + " leaves nothing below " + range.high());
        }
    }
}
