package com.plugsky.gate;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * Where an answer differs from an example of it: in its members, their types, and the words that stand for a decision.
 *
 * <p>Texts of models, numbers and truth values may be others; of an id the part before its first {@code -} or {@code _} is compared.
 *
 * @param whole whether the answer has nothing beside what the example shows
 */
record Likeness(boolean whole) {
    private static final Pattern TEXT = Pattern.compile(".*/(content|arguments|input|system_fingerprint)");
    private static final Pattern ID = Pattern.compile(".*/(id|key_id|first_id|last_id)");
    private static final Pattern PLACE = Pattern.compile(".*/index");

    /** The differences, each with its place; empty if there are none. */
    List<String> differences(JsonNode example, JsonNode answer) {
        List<String> found = new ArrayList<>();
        compare("", example, answer, found);
        return found;
    }

    private void compare(String place, JsonNode example, JsonNode answer, List<String> found) {
        if (example.getNodeType() != answer.getNodeType()) {
            found.add(place + ": " + answer.getNodeType() + " (expected: " + example.getNodeType() + ")");
        } else if (example.isObject()) {
            TreeSet<String> names = new TreeSet<>(example.propertyNames());
            if (whole) {
                names.addAll(answer.propertyNames());
            }
            names.forEach(name -> compare(place + "/" + name, example.path(name), answer.path(name), found));
        } else if (example.isArray()) {
            if (whole ? example.size() != answer.size() : example.size() > answer.size()) {
                found.add(place + ": " + answer.size() + " items (expected: " + example.size() + ")");
            }
            for (int i = 0; i < Math.min(example.size(), answer.size()); i++) {
                compare(place + "/" + i, example.get(i), answer.get(i), found);
            }
        } else if (!same(place, example, answer)) {
            found.add(place + ": " + answer + " (expected: " + example + ")");
        }
    }

    private static boolean same(String place, JsonNode example, JsonNode answer) {
        if (ID.matcher(place).matches() && example.isString()) {
            return beginning(example).equals(beginning(answer));
        }
        if (example.isBoolean() || example.isNumber() && !PLACE.matcher(place).matches()) {
            return true;
        }
        return TEXT.matcher(place).matches() || example.equals(answer);
    }

    private static String beginning(JsonNode id) {
        return id.asString().split("[-_]", 2)[0];
    }
}
