package com.plugsky.json;

import java.util.Set;

/** Where in a JSON Schema other schemas stand, in any of its drafts. */
final class SchemaKeywords {

    /** Keywords whose value is a schema (or, in older drafts, an array of schemas). */
    static final Set<String> ONE = Set.of(
            "additionalItems",
            "additionalProperties",
            "contains",
            "contentSchema",
            "else",
            "if",
            "items",
            "not",
            "propertyNames",
            "then",
            "unevaluatedItems",
            "unevaluatedProperties");

    /** Keywords whose value is an array of schemas. */
    static final Set<String> ARRAY = Set.of("allOf", "anyOf", "oneOf", "prefixItems", "items");

    /** Keywords whose value has a schema under each of its names. */
    static final Set<String> MAP =
            Set.of("$defs", "definitions", "dependencies", "dependentSchemas", "patternProperties", "properties");

    /** Keywords that apply a schema to the very same value: a circle of these never ends. */
    static final Set<String> IN_PLACE =
            Set.of("allOf", "anyOf", "dependencies", "dependentSchemas", "else", "if", "not", "oneOf", "then");

    /** Keywords that point at another schema. */
    static final Set<String> REFERENCES = Set.of("$dynamicRef", "$recursiveRef", "$ref");

    private SchemaKeywords() {}
}
