package com.plugsky.json;

import java.math.BigDecimal;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Whole numbers beyond 64 bits, such as {@code 1e27}: written as such, since the validator reads no others there. */
final class WholeNumbers {

    private static final double BEYOND_LONG = 0x1p63;

    private WholeNumbers() {}

    /** The tree itself, with such numbers in it replaced. */
    static JsonNode written(JsonNode tree) {
        if (tree instanceof ObjectNode object) {
            object.propertyNames().stream().toList().forEach(name -> object.set(name, written(object.get(name))));
        } else if (tree instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                array.set(i, written(array.get(i)));
            }
        } else if (tree.isFloatingPointNumber() && isBeyond(tree.doubleValue())) {
            return JsonNodeFactory.instance.numberNode(
                    BigDecimal.valueOf(tree.doubleValue()).toBigInteger());
        }
        return tree;
    }

    private static boolean isBeyond(double number) {
        return Math.abs(number) >= BEYOND_LONG && Double.isFinite(number);
    }
}
