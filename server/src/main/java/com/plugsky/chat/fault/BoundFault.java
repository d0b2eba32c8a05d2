package com.plugsky.chat.fault;

import com.plugsky.error.ErrorCode;
import com.plugsky.error.Refusal;
import com.plugsky.json.StrictJson;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The refusal of a value that breaks a bound of the contract, found by Jakarta Validation on the generated types. */
public final class BoundFault {

    private final StrictJson json;
    private final byte[] body;
    private Place place = Place.ROOT;
    private Type type = Object.class;
    private @Nullable Object value;

    private BoundFault(StrictJson json, byte[] body) {
        this.json = json;
        this.body = body;
    }

    /** Words a violation of a request. */
    public static Refusal of(ConstraintViolation<?> violation, StrictJson json, byte[] body) {
        var fault = new BoundFault(json, body);
        fault.walk(violation);
        return fault.refusal(violation.getConstraintDescriptor().getAnnotation(), violation.getInvalidValue());
    }

    /** Follows the path through the request, from Java's names to the wire's; the wrapper of a union's branch is no step. */
    private void walk(ConstraintViolation<?> violation) {
        value = violation.getRootBean();
        for (Path.Node node : violation.getPropertyPath()) {
            if (node.isInIterable()) {
                into(node);
            }
            if (node.getKind() == ElementKind.PROPERTY && value != null) {
                Shape.Member member = Shape.of(value.getClass()).property(node.getName());
                if (member != null) {
                    place = place.member(member.name());
                    type = member.type();
                    value = get(member, value);
                } else if (value instanceof Record wrapper) {
                    value = unwrapped(wrapper);
                }
            }
        }
    }

    private void into(Path.Node node) {
        Integer index = node.getIndex();
        if (index != null && value instanceof List<?> list) {
            place = place.item(index);
            value = list.get(index);
            type = Shape.items(type);
        } else if (node.getKey() != null && value instanceof Map<?, ?> map) {
            place = place.member(node.getKey().toString());
            value = map.get(node.getKey());
            type = Shape.values(type);
        }
    }

    private Refusal refusal(Annotation bound, @Nullable Object invalid) {
        return switch (bound) {
            case NotNull ignored -> missing();
            case Size size -> size(size, invalid);
            case Min min -> number(ErrorCode.INTEGER_BELOW_MIN_VALUE, "at least " + min.value());
            case Max max -> number(ErrorCode.INTEGER_ABOVE_MAX_VALUE, "at most " + max.value());
            case DecimalMin min -> number(ErrorCode.DECIMAL_BELOW_MIN_VALUE, "at least " + min.value());
            case DecimalMax max -> number(ErrorCode.DECIMAL_ABOVE_MAX_VALUE, "at most " + max.value());
            case Pattern pattern -> number(ErrorCode.INVALID_VALUE, "a match of " + pattern.regexp());
            default -> number(ErrorCode.INVALID_VALUE, "another value");
        };
    }

    private Refusal number(ErrorCode code, String expected) {
        return ReadFault.refusal(code, place, Found.in(json, body, place).shown(), expected);
    }

    private Refusal missing() {
        Found found = Found.in(json, body, place);
        List<String> constants = Kind.constants(type);
        return ReadFault.refusal(
                found.token() == null ? ErrorCode.MISSING_REQUIRED_PARAMETER : ErrorCode.INVALID_TYPE,
                place,
                found.shown(),
                constants.isEmpty() ? Kind.of(type) : Kind.oneOf(constants));
    }

    private Refusal size(Size bound, @Nullable Object invalid) {
        if (invalid instanceof CharSequence text) {
            int length = Character.codePointCount(text, 0, text.length());
            return length < bound.min()
                    ? sized(ErrorCode.STRING_BELOW_MIN_LENGTH, length, "character", "at least " + bound.min())
                    : sized(ErrorCode.STRING_ABOVE_MAX_LENGTH, length, "character", "at most " + bound.max());
        }
        if (invalid instanceof Collection<?> items) {
            int count = items.size();
            if (count < bound.min()) {
                ErrorCode code = count == 0 ? ErrorCode.EMPTY_ARRAY : ErrorCode.ARRAY_BELOW_MIN_LENGTH;
                return sized(code, count, "item", "at least " + bound.min());
            }
            return sized(ErrorCode.ARRAY_ABOVE_MAX_LENGTH, count, "item", "at most " + bound.max());
        }
        int count = invalid instanceof Map<?, ?> map ? map.size() : 0;
        return sized(ErrorCode.OBJECT_ABOVE_MAX_PROPERTIES, count, "member", "at most " + bound.max());
    }

    private Refusal sized(ErrorCode code, int count, String unit, String expected) {
        return ReadFault.refusal(code, place, count + " " + unit + (count == 1 ? "" : "s"), expected);
    }

    private static @Nullable Object unwrapped(Record wrapper) {
        try {
            return wrapper.getClass().getRecordComponents()[0].getAccessor().invoke(wrapper);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static @Nullable Object get(Shape.Member member, Object bean) {
        try {
            return member.getter().invoke(bean);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
