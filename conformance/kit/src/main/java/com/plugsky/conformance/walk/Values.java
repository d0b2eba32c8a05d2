package com.plugsky.conformance.walk;

import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Makes values that keep a shape, going through the shapes of {@code wanted} wherever there is a choice. */
final class Values {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int MAX_ITEMS = 3;
    private static final int LONG_TEXT = 1024;

    private final RandomGenerator random;
    private final Set<Shape> wanted;

    Values(RandomGenerator random, Set<Shape> wanted) {
        this.random = random;
        this.wanted = wanted;
    }

    JsonNode make(Shape shape) {
        if (shape.named("JsonSchema")) {
            return Pools.schema(random);
        }
        JsonNode constant = shape.schema.path("const");
        if (!constant.isMissingNode()) {
            return constant;
        }
        JsonNode list = shape.schema.path("enum");
        if (list.isArray()) {
            return list.path(random.nextInt(list.size()));
        }
        if (shape.isUnion()) {
            return make(branch(shape));
        }
        return ofType(shape, type(shape));
    }

    private Shape branch(Shape shape) {
        List<Shape> branches = shape.branches();
        List<Shape> named = branches.stream().filter(wanted::contains).toList();
        List<Shape> choice = named.isEmpty() ? branches : named;
        return choice.get(random.nextInt(choice.size()));
    }

    private String type(Shape shape) {
        List<String> types = List.copyOf(shape.types);
        boolean nullable = types.contains("null") && types.size() > 1;
        if (nullable && !wanted.contains(shape) && random.nextInt(8) == 0) {
            return "null";
        }
        List<String> others =
                nullable ? types.stream().filter(type -> !type.equals("null")).toList() : types;
        return others.isEmpty() ? "object" : others.get(random.nextInt(others.size()));
    }

    private JsonNode ofType(Shape shape, String type) {
        return switch (type) {
            case "null" -> JSON.nullNode();
            case "boolean" -> JSON.booleanNode(random.nextBoolean());
            case "integer" -> integer(shape);
            case "number" -> number(shape);
            case "string" -> JSON.stringNode(text(shape));
            case "array" -> array(shape);
            default -> object(shape);
        };
    }

    private JsonNode integer(Shape shape) {
        long least = shape.schema.path("minimum").asLong(Long.MIN_VALUE / 4);
        long most = shape.schema.path("maximum").asLong(Long.MAX_VALUE / 4);
        return switch (random.nextInt(8)) {
            case 0 -> JSON.numberNode(least);
            case 1 -> JSON.numberNode(most);
            // JSON Schema counts 3.0 among the integers.
            case 2 -> JSON.numberNode(new BigDecimal(near(least, most)).setScale(1));
            default -> JSON.numberNode(near(least, most));
        };
    }

    private long near(long least, long most) {
        long span = Math.min(most - least < 0 ? Long.MAX_VALUE : most - least, 32);
        return least <= 0 && most >= 32 ? random.nextLong(33) : least + random.nextLong(span + 1);
    }

    private JsonNode number(Shape shape) {
        double least = shape.schema.path("minimum").asDouble(-1000);
        double most = shape.schema.path("maximum").asDouble(1000);
        return switch (random.nextInt(6)) {
            case 0 -> JSON.numberNode((long) Math.ceil(least));
            case 1 -> JSON.numberNode((long) Math.floor(most));
            default ->
                JSON.numberNode(
                        BigDecimal.valueOf(Math.round((least + random.nextDouble() * (most - least)) * 1000), 3));
        };
    }

    String text(Shape shape) {
        String pooled = Pools.text(shape, random);
        if (pooled != null) {
            return pooled;
        }
        if (shape.pattern != null) {
            return PatternText.of(shape.schema.path("pattern").asString(), random);
        }
        int least = shape.bound("minLength", 0);
        int most = shape.bound("maxLength", LONG_TEXT);
        if (shape.has("maxLength") && most <= LONG_TEXT && random.nextInt(16) == 0) {
            return "m".repeat(most);
        }
        String text = Pools.words(random);
        int length = text.codePointCount(0, text.length());
        if (length > most) {
            return text.substring(0, text.offsetByCodePoints(0, most));
        }
        return length < least ? text + "m".repeat(least - length) : text;
    }

    private ArrayNode array(Shape shape) {
        ArrayNode array = JSON.arrayNode();
        Shape items = shape.items;
        int least = Math.max(shape.bound("minItems", 0), items != null && wanted.contains(items) ? 1 : 0);
        int most = Math.max(least, Math.min(shape.bound("maxItems", MAX_ITEMS), MAX_ITEMS));
        int size = least + random.nextInt(most - least + 1);
        for (int i = 0; i < size && items != null; i++) {
            array.add(make(items));
        }
        return array;
    }

    private ObjectNode object(Shape shape) {
        ObjectNode object = JSON.objectNode();
        int odds = shape.properties.size() > 12 ? 8 : 3;
        for (var property : shape.properties.entrySet()) {
            boolean needed = shape.required.contains(property.getKey())
                    || wanted.contains(property.getValue())
                    || dependsOn(shape, property.getKey());
            if (needed || random.nextInt(odds) == 0) {
                object.set(property.getKey(), make(property.getValue()));
            }
        }
        Shape additional = shape.additional;
        if (additional != null) {
            boolean needed = wanted.contains(additional) || shape.names != null && wanted.contains(shape.names);
            for (int count = random.nextInt(3) + (needed ? 1 : 0); count > 0; count--) {
                object.set(name(shape, count), make(additional));
            }
        } else if (!shape.closed && random.nextInt(24) == 0) {
            object.put("x_extra", random.nextInt(10));
        }
        return object;
    }

    /** Whether a wanted shape is one that counts only beside this member. */
    private boolean dependsOn(Shape shape, String name) {
        Shape dependent = shape.dependents.get(name);
        return dependent != null && wanted.contains(dependent);
    }

    String name(Shape shape, int count) {
        return shape.names == null ? "k" + count : text(shape.names);
    }
}
