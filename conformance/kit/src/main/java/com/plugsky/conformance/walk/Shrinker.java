package com.plugsky.conformance.walk;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes a body smaller by dropping members and items, as long as it still shows the same thing. */
final class Shrinker {
    private static final int MAX_TRIES = 300;

    private final Predicate<JsonNode> shows;
    private int tries;

    Shrinker(Predicate<JsonNode> shows) {
        this.shows = shows;
    }

    JsonNode shrink(JsonNode body) {
        JsonNode smallest = body.deepCopy();
        boolean smaller = true;
        while (smaller && tries < MAX_TRIES) {
            smaller = false;
            for (Path path : removable(smallest)) {
                JsonNode candidate = without(smallest, path);
                tries++;
                if (shows.test(candidate)) {
                    smallest = candidate;
                    smaller = true;
                    break;
                }
                if (tries >= MAX_TRIES) {
                    break;
                }
            }
        }
        return smallest;
    }

    /** Places of members and items, the outer ones first. */
    private static List<Path> removable(JsonNode root) {
        List<Path> paths = new ArrayList<>(List.of(Path.ROOT));
        for (int i = 0; i < paths.size() && paths.size() < MAX_TRIES; i++) {
            Path path = paths.get(i);
            JsonNode value = path.in(root);
            for (int item = 0; value.isArray() && item < value.size() && paths.size() < MAX_TRIES; item++) {
                paths.add(path.to(item));
            }
            if (value.isObject()) {
                value.propertyNames().forEach(name -> paths.add(path.to(name)));
            }
        }
        return paths.subList(1, paths.size());
    }

    private static JsonNode without(JsonNode root, Path path) {
        JsonNode copy = root.deepCopy();
        Path parent = path.parent();
        if (parent != null && parent.in(copy) instanceof ArrayNode array && path.step() instanceof Integer index) {
            array.remove(index.intValue());
        } else if (parent != null && parent.in(copy) instanceof ObjectNode object) {
            object.remove(String.valueOf(path.step()));
        }
        return copy;
    }
}
