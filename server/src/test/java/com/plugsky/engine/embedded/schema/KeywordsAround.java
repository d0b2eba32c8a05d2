package com.plugsky.engine.embedded.schema;

import java.math.BigDecimal;
import java.util.Random;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Keywords that a value keeps, chosen by chance; those of items and members stand in {@link MembersAround}. */
final class KeywordsAround {

    private final Random random;
    private final ValuesByChance values;
    private final MembersAround members;

    KeywordsAround(Random random, ValuesByChance values, SchemasAround schemas) {
        this.random = random;
        this.values = values;
        this.members = new MembersAround(random, values, schemas);
    }

    ObjectNode of(JsonNode value, int depth) {
        ObjectNode schema = JsonMapper.shared().createObjectNode();
        type(value, schema);
        if (chance(12)) {
            schema.set("const", value);
        } else if (chance(10)) {
            ArrayNode list = schema.putArray("enum").add(values.value(0)).add(value);
            list.add(values.value(1));
            distinct(list);
        }
        if (value.isNumber()) {
            number(value, schema);
        } else if (value.isString()) {
            text(value.stringValue(), schema);
        } else if (value.isArray()) {
            members.items(value, schema, Math.max(depth, 0));
        } else if (value.isObject()) {
            members.members(value, schema, Math.max(depth, 0));
        }
        if (chance(10)) {
            schema.put("description", "by chance").put("deprecated", false);
        }
        return schema;
    }

    /** A list of values is to have none twice. */
    private static void distinct(ArrayNode list) {
        for (int i = list.size() - 1; i > 0; i--) {
            for (int j = 0; j < i; j++) {
                if (list.get(j).equals(list.get(i))) {
                    list.remove(i);
                    break;
                }
            }
        }
    }

    private void type(JsonNode value, ObjectNode schema) {
        String type = value.isNumber()
                ? value.canConvertToExactIntegral() && random.nextBoolean() ? "integer" : "number"
                : value.isString()
                        ? "string"
                        : value.isArray() ? "array" : value.isObject() ? "object" : value.isNull() ? "null" : "boolean";
        if (chance(70)) {
            schema.put("type", type);
        } else if (chance(50)) {
            schema.putArray("type").add(type).add(type.equals("string") ? "null" : "string");
        }
    }

    private void number(JsonNode value, ObjectNode schema) {
        BigDecimal number = value.decimalValue();
        // A decimal is read as a double, so one that is large has no decimals.
        boolean large = number.abs().compareTo(BigDecimal.valueOf(1_000_000)) > 0;
        BigDecimal room = BigDecimal.valueOf(random.nextInt(20), large ? 0 : random.nextInt(3));
        BigDecimal bit = large ? BigDecimal.ONE : new BigDecimal("0.001");
        if (chance(30)) {
            schema.set("minimum", Numbers.node(number.subtract(room)));
        } else if (chance(20)) {
            schema.set("exclusiveMinimum", Numbers.node(number.subtract(room).subtract(bit)));
        }
        if (chance(30)) {
            schema.set("maximum", Numbers.node(number.add(room)));
        } else if (chance(20)) {
            schema.set("exclusiveMaximum", Numbers.node(number.add(room).add(bit)));
        }
        if (chance(25)) {
            for (String step : new String[] {"7", "3", "2", "1", "0.25", "0.01"}) {
                if (number.remainder(new BigDecimal(step)).signum() == 0 && random.nextBoolean()) {
                    schema.put("multipleOf", new BigDecimal(step));
                    return;
                }
            }
        }
    }

    private void text(String text, ObjectNode schema) {
        int length = text.codePointCount(0, text.length());
        if (chance(30)) {
            schema.put("minLength", Math.max(0, length - random.nextInt(3)));
        }
        if (chance(30)) {
            schema.put("maxLength", length + random.nextInt(3));
        }
        if (chance(35)) {
            schema.put("pattern", pattern(text));
        }
        if (chance(40)) {
            for (String format : Formats.withPattern()) {
                if (Formats.examples(format).contains(text) && !format.startsWith("content")) {
                    schema.put("format", format);
                }
            }
        }
    }

    private String pattern(String text) {
        return switch (random.nextInt(6)) {
            case 0 -> "^" + escaped(text) + "$";
            case 1 -> "^" + escaped(text.substring(0, text.offsetByCodePoints(0, text.isEmpty() ? 0 : 1)));
            case 2 -> "^(" + escaped(text) + "|[a-c]{2,4})$";
            case 3 -> "^" + classes(text) + "$";
            case 4 -> "^(?!" + (text.startsWith("zz") ? "yy" : "zz") + ")" + classes(text);
            default -> "^" + classes(text) + "(-[0-9]+)?$";
        };
    }

    private static String escaped(String text) {
        return text.replaceAll("[\\\\^$.|?*+()\\[\\]{}/-]", "\\\\$0").replace("\n", "\\n");
    }

    /** The text with its characters widened to the classes that they are in. */
    private static String classes(String text) {
        var pattern = new StringBuilder();
        text.codePoints().forEach(c -> {
            String one = c >= 'a' && c <= 'z'
                    ? "[a-z]"
                    : c >= '0' && c <= '9' ? "\\d" : c >= 'A' && c <= 'Z' ? "[A-Z]" : escaped(Character.toString(c));
            pattern.append(one);
        });
        return pattern.toString().replaceAll("(\\[a-z\\]){2,}", "[a-z]+").replaceAll("(\\\\d){3,}", "\\\\d{2,}");
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }
}
