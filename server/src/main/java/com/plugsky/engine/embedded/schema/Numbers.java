package com.plugsky.engine.embedded.schema;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Numbers within bounds, near one that is plausible for the property's name. */
final class Numbers {

    private Numbers() {}

    static JsonNode make(Conjunction all, boolean whole, Place place, Picker picker) throws Unsatisfiable {
        BigDecimal step = step(all, whole, place);
        BigDecimal minimum = all.highest("minimum");
        BigDecimal above = all.highest("exclusiveMinimum");
        BigDecimal maximum = all.lowest("maximum");
        BigDecimal below = all.lowest("exclusiveMaximum");
        boolean openLow = above != null && (minimum == null || above.compareTo(minimum) >= 0);
        boolean openHigh = below != null && (maximum == null || below.compareTo(maximum) <= 0);
        BigDecimal low = openLow ? above : minimum;
        BigDecimal high = openHigh ? below : maximum;
        if (low != null && high != null && low.compareTo(high) > 0) {
            throw place.fail("the lower bound " + low + " is above the upper bound " + high);
        }
        var bounds = new Bounds(low, openLow, high, openHigh);
        BigDecimal wish = place.variety() == 0
                ? Plausible.number(place.name(), whole, picker)
                : bounds.varied(place.variety(), step == null ? BigDecimal.ONE : step);
        BigDecimal found = step == null ? bounds.near(wish) : bounds.nearMultiple(wish, step);
        if (!bounds.hold(found)) {
            throw place.fail("no number is within the bounds" + (step == null ? "" : " and a multiple of " + step));
        }
        return node(found);
    }

    private static @Nullable BigDecimal step(Conjunction all, boolean whole, Place place) throws Unsatisfiable {
        BigDecimal step = whole ? BigDecimal.ONE : null;
        List<BigDecimal> multiples =
                all.numbers("multipleOf").filter(number -> number.signum() > 0).toList();
        for (BigDecimal multiple : multiples) {
            step = step == null ? multiple : common(step, multiple);
            if (step.precision() > 400) {
                throw place.fail("the multiples have no small number in common");
            }
        }
        return step;
    }

    /** The least number that is a multiple of both. */
    private static BigDecimal common(BigDecimal a, BigDecimal b) {
        int scale = Math.max(0, Math.max(a.scale(), b.scale()));
        BigInteger first = a.setScale(scale, RoundingMode.UNNECESSARY).unscaledValue();
        BigInteger second = b.setScale(scale, RoundingMode.UNNECESSARY).unscaledValue();
        return new BigDecimal(first.divide(first.gcd(second)).multiply(second), scale);
    }

    /** The node that a number is, as small as its value allows. */
    static JsonNode node(BigDecimal number) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        BigDecimal plain = number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
        if (plain.scale() > 0) {
            return nodes.numberNode(plain);
        }
        BigInteger whole = plain.toBigInteger();
        if (whole.bitLength() < 32) {
            return nodes.numberNode(whole.intValue());
        }
        return whole.bitLength() < 64 ? nodes.numberNode(whole.longValue()) : nodes.numberNode(whole);
    }

    /** A range of numbers whose ends may be open or missing. */
    private record Bounds(
            @Nullable BigDecimal low,
            boolean openLow,
            @Nullable BigDecimal high,
            boolean openHigh) {

        boolean hold(BigDecimal value) {
            int toLow = low == null ? 1 : value.compareTo(low);
            int toHigh = high == null ? -1 : value.compareTo(high);
            return (openLow ? toLow > 0 : toLow >= 0) && (openHigh ? toHigh < 0 : toHigh <= 0);
        }

        BigDecimal varied(int variety, BigDecimal step) {
            BigDecimal distance = step.multiply(BigDecimal.valueOf(variety));
            if (low != null
                    && high != null
                    && low.add(distance).compareTo(high) > 0
                    && step.compareTo(BigDecimal.ONE) == 0) {
                return low.add(high.subtract(low).divide(BigDecimal.valueOf(variety + 1L), 6, RoundingMode.HALF_UP));
            }
            return low != null ? low.add(distance) : high != null ? high.subtract(distance) : distance;
        }

        BigDecimal near(BigDecimal wish) {
            if (hold(wish)) {
                return wish;
            }
            if (low != null && high != null) {
                BigDecimal middle = low.add(high).divide(BigDecimal.TWO);
                BigDecimal rounded = middle.setScale(Math.min(middle.scale(), 2), RoundingMode.HALF_UP);
                return hold(rounded) ? rounded : middle;
            }
            if (low != null) {
                return low.add(BigDecimal.ONE);
            }
            return high == null ? wish : high.subtract(BigDecimal.ONE);
        }

        BigDecimal nearMultiple(BigDecimal wish, BigDecimal step) {
            BigDecimal rounded = down(wish, step);
            if (hold(rounded)) {
                return rounded;
            }
            if (low != null) {
                BigDecimal first = down(low, step);
                while (first.compareTo(low) < 0 || openLow && first.compareTo(low) == 0) {
                    first = first.add(step);
                }
                BigDecimal further = first.add(step);
                return rounded.compareTo(low) > 0 && hold(further) ? further : first;
            }
            if (high == null) {
                return rounded;
            }
            BigDecimal last = down(high, step);
            return openHigh && last.compareTo(high) == 0 ? last.subtract(step) : last;
        }

        private static BigDecimal down(BigDecimal value, BigDecimal step) {
            return value.divide(step, 0, RoundingMode.FLOOR).multiply(step);
        }
    }
}
