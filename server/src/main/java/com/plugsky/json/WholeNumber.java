package com.plugsky.json;

import java.math.BigDecimal;
import java.math.BigInteger;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;

/**
 * Reads an integer as JSON Schema means it: {@code 92.0} and {@code 1e2} are integers, {@code 1.5} and {@code "1"} are not.
 *
 * <p>The exponent is bounded before anything is expanded, so that {@code 1e99999} costs nothing.
 */
abstract sealed class WholeNumber<T extends Number> extends StdDeserializer<T> {

    private static final int MAX_DIGITS = 20;

    private final BigInteger min;
    private final BigInteger max;

    private WholeNumber(Class<T> type, long min, long max) {
        super(type);
        this.min = BigInteger.valueOf(min);
        this.max = BigInteger.valueOf(max);
    }

    @Override
    @SuppressWarnings("unchecked")
    public T deserialize(JsonParser parser, DeserializationContext context) {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.VALUE_NUMBER_INT) {
            BigInteger value = small(parser) ? BigInteger.valueOf(parser.getLongValue()) : parser.getBigIntegerValue();
            return checked(value, context);
        }
        if (token == JsonToken.VALUE_NUMBER_FLOAT) {
            BigDecimal value = parser.getDecimalValue().stripTrailingZeros();
            if (value.scale() > 0) {
                return refuse(value, "not an integer", context);
            }
            if ((long) value.precision() - value.scale() > MAX_DIGITS) {
                return refuse(value, "out of range", context);
            }
            return checked(value.toBigIntegerExact(), context);
        }
        return (T) context.handleUnexpectedToken(handledType(), parser);
    }

    abstract T of(long value);

    private static boolean small(JsonParser parser) {
        return switch (parser.getNumberType()) {
            case INT, LONG -> true;
            default -> false;
        };
    }

    private T checked(BigInteger value, DeserializationContext context) {
        if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
            return refuse(value, "out of range", context);
        }
        return of(value.longValueExact());
    }

    @SuppressWarnings("unchecked")
    private T refuse(Number value, String why, DeserializationContext context) {
        return (T) context.handleWeirdNumberValue(handledType(), value, why);
    }

    /** Integers of 32 bits. */
    static final class OfInteger extends WholeNumber<Integer> {
        OfInteger() {
            super(Integer.class, Integer.MIN_VALUE, Integer.MAX_VALUE);
        }

        @Override
        public Integer deserialize(JsonParser parser, DeserializationContext context) {
            if (parser.currentToken() == JsonToken.VALUE_NUMBER_INT
                    && parser.getNumberType() == JsonParser.NumberType.INT) {
                return parser.getIntValue();
            }
            return super.deserialize(parser, context);
        }

        @Override
        Integer of(long value) {
            return (int) value;
        }
    }

    /** Integers of 64 bits. */
    static final class OfLong extends WholeNumber<Long> {
        OfLong() {
            super(Long.class, Long.MIN_VALUE, Long.MAX_VALUE);
        }

        @Override
        Long of(long value) {
            return value;
        }
    }
}
