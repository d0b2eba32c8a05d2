package com.plugsky.json;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/**
 * The look at a caller's JSON Schema before any other code touches it: its size, its references, its patterns.
 *
 * <p>It never follows a reference while it recurses, so that a hostile schema costs no more than its size.
 */
final class SchemaWalk {

    /** The pointers of all schemas are held at once; deep ones under long names would take far more room than the schema. */
    private static final int MAX_POINTER_LENGTHS = 2_000_000;

    private final JsonNode root;
    private final SchemaLimits limits;
    private final Map<String, JsonNode> schemas = new LinkedHashMap<>();
    private final Map<String, String> anchors = new HashMap<>();
    private final Map<String, Chain> chains = new HashMap<>();
    private final Set<String> open = new HashSet<>();
    private int members;
    private int pointerLengths;

    /** What one subschema leads to on the same value: the longest chain, and the number of subschemas in all. */
    private record Chain(int length, long size) {}

    private SchemaWalk(JsonNode root, SchemaLimits limits) {
        this.root = root;
        this.limits = limits;
    }

    /**
     * Checks all that can be checked without applying the schema.
     *
     * @throws SchemaFault the first fault
     */
    static void check(JsonNode schema, SchemaLimits limits) {
        var walk = new SchemaWalk(schema, limits);
        walk.size(schema, 1, "");
        walk.collect();
        for (String pointer : walk.schemas.keySet().toArray(String[]::new)) {
            walk.chain(pointer, 0);
        }
    }

    private void size(JsonNode node, int depth, String pointer) {
        if (!node.isContainer()) {
            return;
        }
        if (depth > limits.depth()) {
            throw new SchemaFault("nested more than " + limits.depth() + " deep", "");
        }
        members += node.size();
        if (members > limits.members()) {
            throw new SchemaFault("more than " + limits.members() + " members", "");
        }
        node.forEach(child -> size(child, depth + 1, pointer));
    }

    /** Finds every schema in the document, those that only a reference leads to included. */
    private void collect() {
        var todo = new ArrayDeque<String>();
        todo.add("");
        while (!todo.isEmpty()) {
            String pointer = todo.remove();
            JsonNode schema = at(pointer);
            if (schema == null || schemas.putIfAbsent(pointer, schema) != null) {
                continue;
            }
            pointerLengths += pointer.length();
            if (pointerLengths > MAX_POINTER_LENGTHS) {
                throw new SchemaFault("names that are too long", "");
            }
            schema.propertyStream().forEach(member -> {
                keyword(pointer, member.getKey(), member.getValue());
                SchemaPlaces.children(pointer, member.getKey(), member.getValue(), todo);
            });
            if (todo.isEmpty()) {
                todo.addAll(unseenTargets());
            }
        }
    }

    private void keyword(String pointer, String name, JsonNode value) {
        String place = pointer + "/" + name;
        switch (name) {
            case "$anchor", "$dynamicAnchor" -> anchors.putIfAbsent(value.asString(""), pointer);
            case "$id", "id" -> {
                if (!pointer.isEmpty() && name.equals("$id")) {
                    throw new SchemaFault("an $id below the root", place);
                }
            }
            case "$ref", "$dynamicRef", "$recursiveRef" -> {
                if (!value.isString() || !value.asString().startsWith("#")) {
                    throw new SchemaFault(
                            "a reference that is not local (expected: # and a place in the schema)", place);
                }
            }
            case "pattern" -> pattern(value.asString(""), place);
            case "patternProperties" ->
                value.propertyNames().forEach(source -> pattern(source, place + "/" + SchemaPlaces.escaped(source)));
            default -> {}
        }
    }

    private void pattern(String source, String place) {
        try {
            CallerPattern.compile(source, limits.regexSteps());
        } catch (IllegalArgumentException e) {
            throw new SchemaFault(String.valueOf(e.getMessage()), place);
        }
    }

    private Set<String> unseenTargets() {
        var targets = new HashSet<String>();
        schemas.forEach((pointer, schema) -> {
            for (String keyword : SchemaKeywords.REFERENCES) {
                JsonNode reference = schema.get(keyword);
                if (reference != null) {
                    targets.add(target(reference.asString(), pointer + "/" + keyword));
                }
            }
        });
        targets.removeAll(schemas.keySet());
        targets.removeIf(pointer -> !root.at(JsonPointer.compile(pointer)).isObject());
        return targets;
    }

    /** The pointer that a local reference means. */
    private String target(String reference, String place) {
        String fragment = reference.substring(1);
        String pointer =
                fragment.isEmpty() || fragment.startsWith("/") ? decoded(fragment, place) : anchors.get(fragment);
        if (pointer == null || !isSchema(root.at(JsonPointer.compile(pointer)))) {
            throw new SchemaFault("a reference to nothing", place);
        }
        return pointer;
    }

    /** Follows what applies to the same value; a circle, a long chain or a tree that multiplies is refused. */
    private Chain chain(String pointer, int depth) {
        Chain known = chains.get(pointer);
        int length = depth + (known == null ? 1 : known.length());
        if (length > limits.depth()) {
            throw new SchemaFault("references and combinations more than " + limits.depth() + " deep", pointer);
        }
        if (known != null) {
            return known;
        }
        if (!open.add(pointer)) {
            throw new SchemaFault("a circle of references that never ends", pointer);
        }
        var longest = new int[] {0};
        var size = new long[] {1};
        JsonNode schema = schemas.get(pointer);
        if (schema != null) {
            inPlace(pointer, schema).forEach(next -> {
                Chain more = chain(next, depth + 1);
                longest[0] = Math.max(longest[0], more.length());
                size[0] = Math.min(size[0] + more.size(), Integer.MAX_VALUE);
            });
        }
        if (size[0] > limits.steps()) {
            throw new SchemaFault("combinations that multiply to more than " + limits.steps() + " schemas", pointer);
        }
        open.remove(pointer);
        var chain = new Chain(longest[0] + 1, size[0]);
        chains.put(pointer, chain);
        return chain;
    }

    private Iterable<String> inPlace(String pointer, JsonNode schema) {
        var next = new ArrayDeque<String>();
        schema.propertyStream().forEach(member -> {
            if (SchemaKeywords.IN_PLACE.contains(member.getKey())) {
                SchemaPlaces.children(pointer, member.getKey(), member.getValue(), next);
            } else if (SchemaKeywords.REFERENCES.contains(member.getKey())) {
                next.add(target(member.getValue().asString(), pointer + "/" + member.getKey()));
            }
        });
        return next;
    }

    private @Nullable JsonNode at(String pointer) {
        JsonNode node = root.at(JsonPointer.compile(pointer));
        return node.isObject() ? node : null;
    }

    private static boolean isSchema(JsonNode node) {
        return node.isObject() || node.isBoolean();
    }

    private static String decoded(String fragment, String place) {
        try {
            return URLDecoder.decode(fragment.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new SchemaFault("a reference that is no JSON pointer", place);
        }
    }
}
