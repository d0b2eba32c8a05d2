package com.plugsky.conformance.walk;

import com.plugsky.conformance.wire.Deadline;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes a body smaller by dropping members and items, as long as it still shows the same thing; no longer than its deadline, since
 * each try may have to wait for an answer that never comes.
 */
final class Shrinker {
    private static final int MAX_TRIES = 300;

    private final Predicate<JsonNode> shows;
    private final Deadline deadline;
    private int tries;

    Shrinker(Predicate<JsonNode> shows, Deadline deadline) {
        this.shows = shows;
        this.deadline = deadline;
    }

    JsonNode shrink(JsonNode body) {
        JsonNode smallest = body.deepCopy();
        boolean smaller = true;
        while (smaller && mayTry()) {
            smaller = false;
            for (Path path : removable(smallest)) {
                JsonNode candidate = without(smallest, path);
                tries++;
                if (shows.test(candidate)) {
                    smallest = candidate;
                    smaller = true;
                    break;
                }
                if (!mayTry()) {
                    break;
                }
            }
        }
        return smallest;
    }

    private boolean mayTry() {
        return tries < MAX_TRIES && !deadline.passed();
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
