package com.plugsky.engine.embedded.schema;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The check of a listed value against the simple keywords beside the list; the rest is left to the last check. */
final class Fits {

    private Fits() {}

    static boolean simply(JsonNode value, Conjunction all, Regex regex) {
        if (value.isString()) {
            return text(value.stringValue(), all, regex);
        }
        if (value.isNumber() && Double.isFinite(value.doubleValue())) {
            return number(value.decimalValue(), all);
        }
        return true;
    }

    private static boolean text(String text, Conjunction all, Regex regex) {
        int length = text.codePointCount(0, text.length());
        return length >= all.atLeast("minLength")
                && length <= all.atMost("maxLength")
                && all.texts("pattern").stream().allMatch(pattern -> regex.found(pattern, text));
    }

    private static boolean number(BigDecimal number, Conjunction all) {
        return compare(number, all.highest("minimum"), 1) >= 0
                && compare(number, all.highest("exclusiveMinimum"), 1) > 0
                && compare(number, all.lowest("maximum"), -1) <= 0
                && compare(number, all.lowest("exclusiveMaximum"), -1) < 0;
    }

    private static int compare(BigDecimal number, @Nullable BigDecimal bound, int otherwise) {
        return bound == null ? otherwise : number.compareTo(bound);
    }
}
