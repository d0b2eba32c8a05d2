package com.plugsky.chat.fault;

import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.constraints.Size;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The check of {@link Size} as JSON Schema counts: a text in characters, where Java would count an emoji twice.
 *
 * <p>One class for each kind of value, as Jakarta Validation wants it.
 */
abstract sealed class SizeCheck<T> implements ConstraintValidator<Size, T> {
    private int min;
    private int max;

    @Override
    public void initialize(Size bound) {
        min = bound.min();
        max = bound.max();
    }

    @Override
    public boolean isValid(@Nullable T value, ConstraintValidatorContext context) {
        if (value == null) {
            return true;
        }
        int size = size(value);
        return size >= min && size <= max;
    }

    abstract int size(T value);

    /** Texts. */
    public static final class OfText extends SizeCheck<CharSequence> {
        @Override
        int size(CharSequence value) {
            return Character.codePointCount(value, 0, value.length());
        }
    }

    /** Arrays. */
    public static final class OfItems extends SizeCheck<Collection<?>> {
        @Override
        int size(Collection<?> value) {
            return value.size();
        }
    }

    /** Objects. */
    public static final class OfMembers extends SizeCheck<Map<?, ?>> {
        @Override
        int size(Map<?, ?> value) {
            return value.size();
        }
    }
}
