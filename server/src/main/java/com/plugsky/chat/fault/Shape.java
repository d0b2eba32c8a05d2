package com.plugsky.chat.fault;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.beans.Introspector;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A generated type as the contract has it: its members by name, and the branches of a union. Looked up once for each type. */
final class Shape {

    /** A member: its name on the wire and the method that gives its value. */
    record Member(String name, Method getter) {
        Type type() {
            return getter.getGenericReturnType();
        }
    }

    private static final ClassValue<Shape> ALL = new ClassValue<>() {
        @Override
        protected Shape computeValue(Class<?> type) {
            return new Shape(type);
        }
    };

    private final Map<String, Member> byName = new HashMap<>();
    private final Map<String, Member> byProperty = new HashMap<>();
    private final List<Type> branches = new ArrayList<>();

    private Shape(Class<?> type) {
        for (Method method : type.getMethods()) {
            JsonProperty name = method.getAnnotation(JsonProperty.class);
            if (name != null && method.getParameterCount() == 0) {
                var member = new Member(name.value(), method);
                byName.put(name.value(), member);
                byProperty.put(Introspector.decapitalize(method.getName().substring("get".length())), member);
            }
        }
        if (type.isInterface()) {
            for (Method method : type.getDeclaredMethods()) {
                if (Modifier.isStatic(method.getModifiers()) && method.isAnnotationPresent(JsonCreator.class)) {
                    branches.add(method.getGenericParameterTypes()[0]);
                }
            }
            branches.sort(Comparator.comparingInt(Shape::rank));
        }
    }

    static Shape of(Class<?> type) {
        return ALL.get(type);
    }

    @Nullable
    Member named(String name) {
        return byName.get(name);
    }

    @Nullable
    Member property(String property) {
        return byProperty.get(property);
    }

    /** What a union's value may be; empty for a type that is no union or has a discriminator. */
    List<Type> branches() {
        return branches;
    }

    /** The type of an array's items, also of an array that is a branch of a union. */
    static Type items(Type type) {
        if (raw(type) == List.class && type instanceof ParameterizedType list) {
            return list.getActualTypeArguments()[0];
        }
        for (Type branch : of(raw(type)).branches()) {
            if (raw(branch) == List.class) {
                return items(branch);
            }
        }
        return Object.class;
    }

    /** The type of a map's values. */
    static Type values(Type type) {
        return raw(type) == Map.class && type instanceof ParameterizedType map
                ? map.getActualTypeArguments()[1]
                : Object.class;
    }

    static Class<?> raw(Type type) {
        if (type instanceof Class<?> plain) {
            return plain;
        }
        return type instanceof ParameterizedType generic ? (Class<?>) generic.getRawType() : Object.class;
    }

    /** Text before arrays before objects, so that messages do not change from run to run. */
    private static int rank(Type branch) {
        Class<?> type = raw(branch);
        return CharSequence.class.isAssignableFrom(type) ? 0 : type == List.class ? 1 : 2;
    }
}
