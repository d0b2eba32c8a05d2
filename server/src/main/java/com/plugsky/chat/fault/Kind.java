package com.plugsky.chat.fault;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.core.JsonToken;

/** What a type takes, in the words of JSON. */
final class Kind {

    private Kind() {}

    /** The names of the kinds that a type takes: {@code string or array}. */
    static String of(Type type) {
        return String.join(" or ", all(type));
    }

    /** Whether a value of this kind may stand there, its content aside. */
    static boolean takes(Type type, JsonToken token) {
        LinkedHashSet<String> kinds = all(type);
        return switch (token) {
            case VALUE_NUMBER_INT -> kinds.contains("integer") || kinds.contains("number");
            case VALUE_NUMBER_FLOAT -> kinds.contains("number");
            default -> kinds.contains(name(token)) || kinds.contains("value");
        };
    }

    /** The kind of a value that stands in a body. */
    static String name(JsonToken token) {
        return switch (token) {
            case START_OBJECT -> "object";
            case START_ARRAY -> "array";
            case VALUE_STRING -> "string";
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "number";
            case VALUE_TRUE, VALUE_FALSE -> "boolean";
            default -> "null";
        };
    }

    /** The values of an enum that a type is or has as a branch, as the wire writes them; empty if there is none. */
    static List<String> constants(Type type) {
        Class<?> raw = Shape.raw(type);
        if (raw.isEnum()) {
            return Arrays.stream(raw.getEnumConstants()).map(Object::toString).toList();
        }
        if (raw.isSealed()) {
            return Arrays.stream(raw.getPermittedSubclasses())
                    .filter(Class::isEnum)
                    .flatMap(branch -> constants(branch).stream())
                    .toList();
        }
        return List.of();
    }

    /** The member that names the branch of a union; the type may be a branch that stands alone. */
    static String discriminator(Class<?> type) {
        for (Class<?> union : type.getInterfaces()) {
            if (union.isAnnotationPresent(JsonTypeInfo.class)) {
                return discriminator(union);
            }
        }
        return type.getAnnotation(JsonTypeInfo.class).property();
    }

    /** The names of a union's branches, in the contract's order; of a branch that stands alone its own. */
    static List<String> branchNames(Class<?> type) {
        Shape.Member own = Shape.of(type).named(discriminator(type));
        if (own != null) {
            return constants(own.type());
        }
        var names = new HashMap<Class<?>, String>();
        for (JsonSubTypes.Type branch : type.getAnnotation(JsonSubTypes.class).value()) {
            names.put(branch.value(), branch.name());
        }
        return Arrays.stream(type.getPermittedSubclasses()).map(names::get).toList();
    }

    /** A choice in words: {@code one of a, b, c}, or {@code 'a'} if there is but one. */
    static String oneOf(List<String> values) {
        return values.size() == 1
                ? "'" + values.getFirst() + "'"
                : values.stream().collect(Collectors.joining(", ", "one of ", ""));
    }

    private static LinkedHashSet<String> all(Type type) {
        var kinds = new LinkedHashSet<String>();
        Class<?> raw = Shape.raw(type);
        List<Type> branches = Shape.of(raw).branches();
        if (branches.isEmpty()) {
            kinds.add(one(raw));
        }
        branches.forEach(branch -> kinds.addAll(all(branch)));
        return kinds;
    }

    private static String one(Class<?> raw) {
        if (CharSequence.class.isAssignableFrom(raw) || raw.isEnum()) {
            return "string";
        }
        if (raw == Integer.class || raw == Long.class) {
            return "integer";
        }
        if (raw == Double.class) {
            return "number";
        }
        if (raw == Boolean.class) {
            return "boolean";
        }
        if (raw == List.class) {
            return "array";
        }
        if (raw == Object.class) {
            return "value";
        }
        return raw == Map.class || !raw.getPackageName().startsWith("java.") ? "object" : "value";
    }
}
