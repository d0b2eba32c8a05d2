package com.plugsky.conformance.walk;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Where a value stands in a request.
 *
 * @param step a member's name or an index; null at the root
 */
record Path(@Nullable Path parent, @Nullable Object step) {
    static final Path ROOT = new Path(null, null);

    Path to(Object next) {
        return new Path(this, next);
    }

    JsonNode in(JsonNode root) {
        if (parent == null) {
            return root;
        }
        JsonNode above = parent.in(root);
        return step instanceof Integer index ? above.path(index) : above.path(String.valueOf(step));
    }

    /** Puts a value here; the root itself stays. */
    void put(JsonNode root, JsonNode value) {
        if (parent == null) {
            throw new IllegalArgumentException("the root cannot be replaced");
        }
        JsonNode above = parent.in(root);
        if (step instanceof Integer index) {
            ((ArrayNode) above).set(index, value);
        } else {
            ((ObjectNode) above).set(String.valueOf(step), value);
        }
    }

    /** As {@code param} of an error names it: {@code messages[0].content}. */
    String dotted() {
        StringBuilder text = new StringBuilder();
        for (Object each : steps()) {
            if (each instanceof Integer) {
                text.append('[').append(each).append(']');
            } else {
                text.append(text.isEmpty() ? "" : ".").append(each);
            }
        }
        return text.toString();
    }

    private Deque<Object> steps() {
        Deque<Object> steps = new ArrayDeque<>();
        for (Path at = this; at != null && at.step != null; at = at.parent) {
            steps.addFirst(at.step);
        }
        return steps;
    }

    /** A JSON pointer. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        steps().forEach(each ->
                text.append('/').append(String.valueOf(each).replace("~", "~0").replace("/", "~1")));
        return text.toString();
    }
}
