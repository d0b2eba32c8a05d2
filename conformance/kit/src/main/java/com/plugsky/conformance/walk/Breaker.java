package com.plugsky.conformance.walk;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Breaks a valid request in one place, and makes sure that it is broken. */
final class Breaker {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int MANY = 200;
    private static final BigDecimal LITTLE = new BigDecimal("0.001");

    /** A keyword that holds at a place of this request. */
    private record Point(Shape shape, Goal.Keyword keyword, Path path, boolean name) {}

    private final Shape root;
    private final RandomGenerator random;

    Breaker(Shape root, RandomGenerator random) {
        this.root = root;
        this.random = random;
    }

    /** Breaks the keyword of the goal; null if the request has no place where that can be done. */
    @Nullable
    Breakage breakAt(Goal goal, ObjectNode request) {
        return tryAll(points(request, goal), request);
    }

    /** Breaks any keyword. */
    @Nullable
    Breakage breakAnywhere(ObjectNode request) {
        return tryAll(points(request, null), request);
    }

    private List<Point> points(ObjectNode request, @Nullable Goal goal) {
        List<Point> points = new ArrayList<>();
        Places.walk(root, Path.ROOT, request, (shape, path, value, name) -> {
            if (goal == null) {
                Goal.keywords(shape, name).forEach(keyword -> points.add(new Point(shape, keyword, path, name)));
            } else if (shape == goal.shape()) {
                points.add(new Point(shape, new Goal.Keyword(goal.keyword(), goal.name()), path, name));
            }
        });
        return points;
    }

    private @Nullable Breakage tryAll(List<Point> points, ObjectNode request) {
        while (!points.isEmpty()) {
            Point point = points.remove(random.nextInt(points.size()));
            if (point.path.parent() == null && !inside(point.keyword.keyword())) {
                continue;
            }
            JsonNode before = point.name ? request : point.path.in(request);
            for (JsonNode broken : broken(point, before)) {
                if (attempt(point, broken, request)) {
                    String location = Goal.location(point.shape, point.keyword.keyword(), point.keyword.name());
                    Path place = point.keyword.name().isEmpty() ? point.path : point.path.to(point.keyword.name());
                    // What a condition asks for is missed at the member that asks.
                    String param = location.contains("/then/") ? "" : place.dotted();
                    return new Breakage(location, point.path.toString(), param);
                }
            }
        }
        return null;
    }

    /** Whether a keyword is broken inside its object, so that the root can be broken by it. */
    private static boolean inside(String keyword) {
        return keyword.equals("required") || keyword.equals("additionalProperties") || keyword.equals("maxProperties");
    }

    private boolean attempt(Point point, JsonNode broken, ObjectNode request) {
        if (point.path.parent() == null) {
            ObjectNode copy = request.deepCopy();
            request.removeAll();
            request.setAll((ObjectNode) broken);
            if (!Validity.valid(root, request)) {
                return true;
            }
            request.removeAll();
            request.setAll(copy);
            return false;
        }
        if (point.name) {
            return broken.isString() && rename(point, broken.asString(), request);
        }
        JsonNode before = point.path.in(request);
        point.path.put(request, broken);
        if (!Validity.valid(root, request)) {
            return true;
        }
        point.path.put(request, before);
        return false;
    }

    private boolean rename(Point point, String name, ObjectNode request) {
        Path parent = point.path.parent();
        if (parent == null || !(parent.in(request) instanceof ObjectNode object)) {
            return false;
        }
        String old = String.valueOf(point.path.step());
        JsonNode value = object.remove(old);
        object.set(name, value);
        if (!Validity.valid(root, request)) {
            return true;
        }
        object.remove(name);
        object.set(old, value);
        return false;
    }

    private List<JsonNode> broken(Point point, JsonNode value) {
        Shape shape = point.shape;
        JsonNode bound = shape.schema.path(point.keyword.keyword());
        return switch (point.keyword.keyword()) {
            case "type" -> types(shape);
            case "oneOf", "anyOf" -> others(shape);
            case "const", "enum" ->
                List.of(JSON.stringNode("other"), JSON.stringNode(""), JSON.booleanNode(false), JSON.numberNode(1));
            case "minimum" -> below(shape, bound.decimalValue());
            case "maximum" -> above(shape, bound.decimalValue());
            case "minLength" -> List.of(JSON.stringNode("m".repeat(bound.asInt() - 1)));
            case "maxLength" -> List.of(JSON.stringNode("m".repeat(bound.asInt() + 1)));
            case "pattern" -> texts();
            case "minItems" -> List.of(cut((ArrayNode) arrayOf(value), bound.asInt() - 1));
            case "maxItems" -> List.of(grown(shape, (ArrayNode) arrayOf(value), bound.asInt() + 1));
            case "maxProperties" -> List.of(widened(shape, bound.asInt() + 1));
            case "required" -> without(value, point.keyword.name());
            case "additionalProperties" -> with(value);
            default -> throw new IllegalArgumentException("keyword: " + point.keyword.keyword());
        };
    }

    private static JsonNode arrayOf(JsonNode value) {
        return value.isArray() ? value.deepCopy() : JSON.arrayNode();
    }

    /** Values of all types, from a random one on. */
    private List<JsonNode> types(Shape shape) {
        List<JsonNode> all = List.of(
                JSON.stringNode("x"),
                JSON.numberNode(5),
                JSON.numberNode(new BigDecimal("1.5")),
                JSON.booleanNode(true),
                JSON.objectNode(),
                JSON.arrayNode(),
                JSON.nullNode(),
                JSON.arrayNode().add(1),
                JSON.stringNode("1"));
        List<JsonNode> turned = new ArrayList<>(all);
        java.util.Collections.rotate(turned, random.nextInt(all.size()));
        turned.removeIf(value -> Validity.typed(shape, value));
        return turned;
    }

    /** Values that no branch of a union takes. */
    private List<JsonNode> others(Shape shape) {
        List<JsonNode> others = new ArrayList<>(types(shape));
        others.add(JSON.objectNode().put("type", "other"));
        others.add(JSON.objectNode().put("role", "other"));
        others.add(JSON.stringNode("other"));
        java.util.Collections.rotate(others, random.nextInt(others.size()));
        others.removeIf(value -> Validity.valid(shape, value));
        return others;
    }

    private List<JsonNode> below(Shape shape, BigDecimal least) {
        BigDecimal one = least.subtract(BigDecimal.ONE);
        return shape.types.contains("number")
                ? List.of(JSON.numberNode(least.subtract(LITTLE)), JSON.numberNode(one))
                : List.of(JSON.numberNode(one.toBigInteger()));
    }

    private List<JsonNode> above(Shape shape, BigDecimal most) {
        BigDecimal one = most.add(BigDecimal.ONE);
        return shape.types.contains("number")
                ? List.of(JSON.numberNode(most.add(LITTLE)), JSON.numberNode(one))
                : List.of(JSON.numberNode(one.toBigInteger()));
    }

    private List<JsonNode> texts() {
        List<JsonNode> texts = new ArrayList<>();
        for (String text : List.of("a b", "", "ü", "m".repeat(65), "1234567890", "-1")) {
            texts.add(JSON.stringNode(text));
        }
        java.util.Collections.rotate(texts, random.nextInt(texts.size()));
        return texts;
    }

    private static ArrayNode cut(ArrayNode array, int size) {
        while (array.size() > size) {
            array.remove(array.size() - 1);
        }
        return array;
    }

    private ArrayNode grown(Shape shape, ArrayNode array, int size) {
        Shape items = shape.items;
        Values values = new Values(random, java.util.Set.of());
        JsonNode item = size > MANY || array.isEmpty() ? smallest(values, items) : array.path(0);
        while (array.size() < size) {
            array.add(item);
        }
        return array;
    }

    /** The smallest of a few items, since many of them are wanted. */
    private static JsonNode smallest(Values values, @Nullable Shape items) {
        if (items == null) {
            return JSON.nullNode();
        }
        JsonNode smallest = values.make(items);
        for (int i = 0; i < 20; i++) {
            JsonNode next = values.make(items);
            smallest = next.toString().length() < smallest.toString().length() ? next : smallest;
        }
        return smallest;
    }

    private ObjectNode widened(Shape shape, int size) {
        ObjectNode object = JSON.objectNode();
        Shape additional = shape.additional;
        JsonNode value = additional == null ? JSON.nullNode() : new Values(random, java.util.Set.of()).make(additional);
        for (int i = 0; object.size() < size; i++) {
            object.set(String.valueOf(i), value);
        }
        return object;
    }

    private static List<JsonNode> without(JsonNode value, String name) {
        if (!(value instanceof ObjectNode object)) {
            return List.of();
        }
        ObjectNode copy = object.deepCopy();
        copy.remove(name);
        return List.of(copy);
    }

    private static List<JsonNode> with(JsonNode value) {
        return value instanceof ObjectNode object ? List.of(object.deepCopy().put("x_extra", 1)) : List.of();
    }
}
