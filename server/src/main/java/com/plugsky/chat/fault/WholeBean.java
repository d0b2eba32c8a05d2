package com.plugsky.chat.fault;

import jakarta.validation.Path;
import jakarta.validation.TraversableResolver;
import java.lang.annotation.ElementType;
import org.jspecify.annotations.Nullable;

/** Lets the validator look at every member: nothing here is loaded late from a database. */
final class WholeBean implements TraversableResolver {

    @Override
    public boolean isReachable(@Nullable Object bean, Path.Node member, Class<?> root, Path path, ElementType element) {
        return true;
    }

    @Override
    public boolean isCascadable(
            @Nullable Object bean, Path.Node member, Class<?> root, Path path, ElementType element) {
        return true;
    }
}
