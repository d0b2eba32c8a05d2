package com.plugsky.engine.embedded.schema;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/** The references within one schema document; what lies in other documents is not fetched. */
final class References {

    private final JsonNode root;

    References(JsonNode root) {
        this.root = root;
    }

    JsonNode resolve(String reference, Place place) throws Unsatisfiable {
        JsonNode found = find(reference);
        if (found == null) {
            throw place.fail("the reference '" + brief(reference) + "' leads nowhere in this schema");
        }
        return found;
    }

    private @Nullable JsonNode find(String reference) {
        JsonNode id = root.get("$id");
        String local =
                id != null && id.isString() && !id.stringValue().isEmpty() && reference.startsWith(id.stringValue())
                        ? reference.substring(id.stringValue().length())
                        : reference;
        if (local.isEmpty() || local.equals("#")) {
            return root;
        }
        if (local.startsWith("#/")) {
            return pointer(local.substring(1));
        }
        return named(local);
    }

    private @Nullable JsonNode pointer(String encoded) {
        try {
            String decoded = URLDecoder.decode(encoded.replace("+", "%2B"), StandardCharsets.UTF_8);
            JsonNode found = root.at(JsonPointer.compile(decoded));
            return found.isMissingNode() ? null : found;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** A definition by its anchor or its own id. */
    private @Nullable JsonNode named(String name) {
        String anchor = name.startsWith("#") ? name.substring(1) : name;
        for (String place : new String[] {"$defs", "definitions"}) {
            JsonNode definitions = root.get(place);
            if (definitions == null) {
                continue;
            }
            for (JsonNode definition : definitions) {
                if (is(definition, "$anchor", anchor)
                        || is(definition, "$dynamicAnchor", anchor)
                        || is(definition, "$id", name)) {
                    return definition;
                }
            }
        }
        return is(root, "$anchor", anchor) || is(root, "$dynamicAnchor", anchor) ? root : null;
    }

    private static boolean is(JsonNode schema, String keyword, String value) {
        JsonNode found = schema.get(keyword);
        return found != null && found.isString() && found.stringValue().equals(value);
    }

    private static String brief(String text) {
        return text.length() <= 80 ? text : text.substring(0, 77) + "...";
    }
}
