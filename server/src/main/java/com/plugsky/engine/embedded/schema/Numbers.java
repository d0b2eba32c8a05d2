package com.plugsky.engine.embedded.schema;

import com.plugsky.engine.embedded.schema.goal.Conjunction;
import com.plugsky.engine.embedded.schema.goal.Range;
import com.plugsky.engine.embedded.schema.goal.Unsatisfiable;
import com.plugsky.engine.embedded.schema.pattern.Picker;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Numbers within bounds, near one that is plausible for the property's name. */
final class Numbers {

    private static final int MAX_PRECISION = 400;

    /** How many numbers beside those that are taken are tried. */
    private static final int TRIES = 64;

    private static final BigDecimal SMALL = new BigDecimal("0.5");

    private final Conjunction all;
    private final Place place;
    private final Picker picker;
    private final Range range;

    Numbers(Conjunction all, Place place, Picker picker) throws Unsatisfiable {
        this.all = all;
        this.place = place;
        this.picker = picker;
        this.range = all.range();
    }

    JsonNode make(boolean whole) throws Unsatisfiable {
        BigDecimal step = step(whole);
        BigDecimal wish = Plausible.number(place.name(), whole, picker);
        BigDecimal first = step == null ? near(wish) : nearMultiple(wish, step);
        if (range.holds(first) && free(first)) {
            return node(first);
        }
        BigDecimal stride = step == null ? stride() : step;
        BigDecimal start = range.low() != null || range.high() != null ? edge(stride, step != null) : first;
        BigDecimal on = range.low() == null && range.high() != null ? stride.negate() : stride;
        int tries = TRIES + place.taken().size();
        for (int i = 0; i < tries; i++) {
            all.budget().take(1, all.pointer());
            BigDecimal value = start.add(on.multiply(BigDecimal.valueOf(i)));
            if (range.holds(value) && free(value)) {
                return node(value);
            }
        }
        String keyword = all.has("multipleOf") ? "multipleOf" : all.has("minimum") ? "minimum" : "type";
        String reason = "no number is within the bounds" + (step == null ? "" : " and a multiple of " + brief(step));
        BigDecimal end = start.add(on.multiply(BigDecimal.valueOf(tries)));
        boolean all =
                step != null && place.taken().isEmpty() && range.high() != null && end.compareTo(range.high()) > 0;
        throw all ? this.all.never(keyword, reason) : this.all.fail(keyword, reason);
    }

    private boolean free(BigDecimal value) {
        boolean noInteger =
                all.refused("type").anyMatch(type -> type.asString("").equals("integer"));
        return Listed.free(node(value), all, place)
                && (!noInteger || value.stripTrailingZeros().scale() > 0)
                && Range.numbers(all.refused("multipleOf"))
                        .noneMatch(multiple -> value.remainder(multiple).signum() == 0);
    }

    /** From one number to the next where any will do: small enough for many to lie between the bounds. */
    private BigDecimal stride() {
        if (range.low() == null || range.high() == null) {
            boolean odd = all.refused("multipleOf").findAny().isPresent()
                    || all.refused("type").findAny().isPresent();
            return odd ? new BigDecimal("0.37") : SMALL;
        }
        BigDecimal width = range.high().subtract(range.low());
        BigDecimal part =
                width.divide(BigDecimal.valueOf(TRIES + (long) place.taken().size() + 1), MathContext.DECIMAL64);
        return part.signum() == 0 ? SMALL : part;
    }

    /** The first number at the lower bound, or the last at the upper one. */
    private BigDecimal edge(BigDecimal stride, boolean stepped) {
        BigDecimal low = range.low();
        BigDecimal high = range.high();
        if (!stepped) {
            BigDecimal end = low != null ? low : high;
            return end == null ? BigDecimal.ZERO : end;
        }
        if (low != null) {
            BigDecimal first = down(low, stride);
            return first.compareTo(low) < 0 ? first.add(stride) : first;
        }
        return high == null ? BigDecimal.ZERO : down(high, stride);
    }

    private @Nullable BigDecimal step(boolean whole) throws Unsatisfiable {
        BigDecimal step = whole ? BigDecimal.ONE : null;
        List<BigDecimal> multiples = Range.numbers(all.all("multipleOf"))
                .filter(number -> number.signum() > 0)
                .toList();
        for (BigDecimal multiple : multiples) {
            step = step == null ? multiple : common(step, multiple);
            if (step.precision() > MAX_PRECISION) {
                throw all.fail("multipleOf", "the multiples have no small number in common");
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

    private BigDecimal near(BigDecimal wish) {
        if (range.holds(wish)) {
            return wish;
        }
        BigDecimal low = range.low();
        BigDecimal high = range.high();
        if (low != null && high != null) {
            BigDecimal middle = low.add(high).divide(BigDecimal.TWO);
            BigDecimal rounded = middle.setScale(Math.min(middle.scale(), 2), RoundingMode.HALF_UP);
            return range.holds(rounded) ? rounded : middle;
        }
        return low != null ? low.add(BigDecimal.ONE) : high == null ? wish : high.subtract(BigDecimal.ONE);
    }

    private BigDecimal nearMultiple(BigDecimal wish, BigDecimal step) {
        BigDecimal rounded = down(wish, step);
        if (range.holds(rounded)) {
            return rounded;
        }
        BigDecimal low = range.low();
        BigDecimal high = range.high();
        if (low == null || high == null) {
            return edge(step, true);
        }
        // Somewhere in the middle, where a value of a scale is likely.
        BigDecimal part = BigDecimal.valueOf(4L + picker.next(5)).movePointLeft(1);
        BigDecimal inner = down(low.add(high.subtract(low).multiply(part)), step);
        return range.holds(inner) ? inner : edge(step, true);
    }

    private static BigDecimal down(BigDecimal value, BigDecimal step) {
        return value.divide(step, 0, RoundingMode.FLOOR).multiply(step);
    }

    private static String brief(BigDecimal number) {
        String text = number.toString();
        return text.length() <= 40 ? text : text.substring(0, 37) + "...";
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
}
