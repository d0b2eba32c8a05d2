package com.plugsky.engine.embedded.schema.goal;

import java.math.BigDecimal;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A range of numbers whose ends may be open or missing. */
public record Range(
        @Nullable BigDecimal low, boolean openLow, @Nullable BigDecimal high, boolean openHigh) {

    /** Numbers with more digits than this before or behind the point are left to the last check of a value. */
    private static final int MAX_DIGITS = 400;

    /** The range that all parts allow. */
    public static Range of(Conjunction all) {
        BigDecimal minimum = numbers(all.all("minimum")).reduce(BigDecimal::max).orElse(null);
        BigDecimal above = lowest(all);
        BigDecimal maximum = numbers(all.all("maximum")).reduce(BigDecimal::min).orElse(null);
        BigDecimal below = highest(all);
        boolean openLow = above != null && (minimum == null || above.compareTo(minimum) >= 0);
        boolean openHigh = below != null && (maximum == null || below.compareTo(maximum) <= 0);
        return new Range(openLow ? above : minimum, openLow, openHigh ? below : maximum, openHigh);
    }

    private static @Nullable BigDecimal lowest(Conjunction all) {
        return numbers(Stream.concat(
                        all.all("exclusiveMinimum"),
                        flagged(all, "exclusiveMinimum").map(part -> part.path("minimum"))))
                .reduce(BigDecimal::max)
                .orElse(null);
    }

    private static @Nullable BigDecimal highest(Conjunction all) {
        return numbers(Stream.concat(
                        all.all("exclusiveMaximum"),
                        flagged(all, "exclusiveMaximum").map(part -> part.path("maximum"))))
                .reduce(BigDecimal::min)
                .orElse(null);
    }

    /** In draft 4 a flag beside a bound opens it. */
    private static Stream<JsonNode> flagged(Conjunction all, String keyword) {
        return all.parts().stream()
                .map(Goal::schema)
                .filter(part -> part.path(keyword).asBoolean(false));
    }

    /** Those of the values that are numbers and not too long. */
    public static Stream<BigDecimal> numbers(Stream<JsonNode> values) {
        return values.filter(JsonNode::isNumber)
                .filter(number -> Double.isFinite(number.doubleValue()))
                .map(JsonNode::decimalValue)
                .filter(number -> Math.abs((long) number.precision() - number.scale()) < MAX_DIGITS
                        && Math.abs((long) number.scale()) < MAX_DIGITS);
    }

    /** A count: what lies beyond the largest number of items is that number. */
    static int whole(BigDecimal count) {
        return count.compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) >= 0 ? Integer.MAX_VALUE : count.intValue();
    }

    public boolean isEmpty() {
        if (low == null || high == null) {
            return false;
        }
        int order = low.compareTo(high);
        return order > 0 || order == 0 && (openLow || openHigh);
    }

    public boolean holds(BigDecimal value) {
        int toLow = low == null ? 1 : value.compareTo(low);
        int toHigh = high == null ? -1 : value.compareTo(high);
        return (openLow ? toLow > 0 : toLow >= 0) && (openHigh ? toHigh < 0 : toHigh <= 0);
    }
}
