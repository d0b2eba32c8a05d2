package com.plugsky.conformance.walk;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One schema of the contract with its references followed: what a value at one place has to be. Safe for threads once made. */
final class Shape {
    /** What the walk understands; any other keyword stops it, so that none goes untested unnoticed. */
    private static final Set<String> KNOWN = Set.of(
            "type",
            "format",
            "enum",
            "const",
            "minimum",
            "maximum",
            "minLength",
            "maxLength",
            "pattern",
            "minItems",
            "maxItems",
            "items",
            "properties",
            "required",
            "additionalProperties",
            "propertyNames",
            "maxProperties",
            "oneOf",
            "anyOf",
            "discriminator",
            "if",
            "then",
            "dependentSchemas",
            "$ref",
            "description",
            "title",
            "examples",
            "deprecated");

    final String pointer;
    final JsonNode schema;
    final Set<String> types = new LinkedHashSet<>();
    final Map<String, Shape> properties = new LinkedHashMap<>();
    final Set<String> required = new LinkedHashSet<>();
    final List<Shape> oneOf = new ArrayList<>();
    final List<Shape> anyOf = new ArrayList<>();
    final Map<String, Shape> dependents = new LinkedHashMap<>();
    final @Nullable Shape items;
    final @Nullable Shape additional;
    final @Nullable Shape names;
    final @Nullable Shape condition;
    final @Nullable Shape consequence;
    final @Nullable Pattern pattern;
    final boolean closed;

    private Shape(String pointer, JsonNode schema, Loader loader) {
        loader.made.put(pointer, this);
        this.pointer = pointer;
        this.schema = schema;
        for (String keyword : schema.propertyNames()) {
            if (!KNOWN.contains(keyword) && !keyword.startsWith("x-")) {
                throw new IllegalArgumentException(pointer + "/" + keyword + ": a keyword that the walk does not know");
            }
        }
        JsonNode type = schema.path("type");
        (type.isArray() ? type.valueStream() : java.util.stream.Stream.of(type))
                .filter(JsonNode::isString)
                .forEach(each -> types.add(each.asString()));
        schema.path("required").forEach(name -> required.add(name.asString()));
        for (String name : schema.path("properties").propertyNames()) {
            properties.put(name, loader.at(pointer + "/properties/" + name));
        }
        for (int i = 0; i < schema.path("oneOf").size(); i++) {
            oneOf.add(loader.at(pointer + "/oneOf/" + i));
        }
        for (int i = 0; i < schema.path("anyOf").size(); i++) {
            anyOf.add(loader.at(pointer + "/anyOf/" + i));
        }
        for (String name : schema.path("dependentSchemas").propertyNames()) {
            dependents.put(name, loader.at(pointer + "/dependentSchemas/" + name));
        }
        items = loader.child(this, "items");
        names = loader.child(this, "propertyNames");
        condition = loader.child(this, "if");
        consequence = loader.child(this, "then");
        JsonNode more = schema.path("additionalProperties");
        additional = more.isObject() ? loader.child(this, "additionalProperties") : null;
        closed = more.isBoolean() && !more.asBoolean();
        pattern = schema.has("pattern") ? ecma(schema.path("pattern").asString()) : null;
    }

    /** The shape at a pointer of the contract's document, for example {@code /components/schemas/Message}. */
    static Shape of(JsonNode document, String pointer) {
        return new Loader(document).at(pointer);
    }

    /** In Java {@code $} also stands before a line feed at the end; in a schema it does not. */
    private static Pattern ecma(String pattern) {
        return Pattern.compile(pattern.endsWith("$") ? pattern.substring(0, pattern.length() - 1) + "\\z" : pattern);
    }

    boolean isUnion() {
        return !oneOf.isEmpty() || !anyOf.isEmpty();
    }

    List<Shape> branches() {
        return oneOf.isEmpty() ? anyOf : oneOf;
    }

    boolean has(String keyword) {
        return schema.has(keyword);
    }

    int bound(String keyword, int otherwise) {
        JsonNode value = schema.path(keyword);
        return value.isNumber() ? (int) Math.min(value.asLong(), Integer.MAX_VALUE) : otherwise;
    }

    /** The last word of the pointer that is a schema's name, for pools of values. */
    boolean named(String name) {
        return pointer.equals("/components/schemas/" + name);
    }

    @Override
    public String toString() {
        return pointer;
    }

    /** Makes each shape once; a reference is the shape that it leads to. */
    private static final class Loader {
        private final JsonNode document;
        private final Map<String, Shape> made = new HashMap<>();

        Loader(JsonNode document) {
            this.document = document;
        }

        Shape at(String pointer) {
            String at = pointer;
            JsonNode schema = document.at(at);
            while (schema.has("$ref")) {
                at = schema.path("$ref").asString().substring(1);
                schema = document.at(at);
            }
            Shape ready = made.get(at);
            return ready == null ? new Shape(at, schema, this) : ready;
        }

        @Nullable
        Shape child(Shape parent, String keyword) {
            return parent.schema.path(keyword).isObject() ? at(parent.pointer + "/" + keyword) : null;
        }
    }
}
