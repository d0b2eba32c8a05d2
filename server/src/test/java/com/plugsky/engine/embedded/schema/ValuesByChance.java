package com.plugsky.engine.embedded.schema;

import java.math.BigInteger;
import java.util.List;
import java.util.Random;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Values by chance, and small schemas that know nothing of them. */
final class ValuesByChance {

    static final List<String> NAMES = List.of("a", "b", "city", "count", "x_1", "homeAddress", "n-2", "ü");

    private static final List<String> TEXTS = List.of(
            "",
            "a",
            "ab",
            "red",
            "Paris",
            "A1",
            "x-42",
            "2026-03-14",
            "09:26:53Z",
            "2026-03-14T09:26:53Z",
            "ada@example.com",
            "example.com",
            "192.0.2.1",
            "https://example.com/a",
            "0b4c2f5e-8d1a-4f3b-9c6d-2e7f1a5b8c90",
            "üß😀",
            "two words",
            "line\nfeed",
            "quote\"",
            "{}[]",
            "a.b*c",
            "0123456789");

    private static final List<String> DECOYS = List.of(
            "{'type':'string'}",
            "{'type':'integer'}",
            "{'type':['null','boolean']}",
            "{'const':7}",
            "{'enum':['a','b',1]}",
            "{'minimum':10}",
            "{'exclusiveMaximum':0}",
            "{'multipleOf':3}",
            "{'minLength':3}",
            "{'maxLength':1}",
            "{'pattern':'^a'}",
            "{'pattern':'[0-9]$'}",
            "{'format':'date'}",
            "{'required':['a']}",
            "{'required':['zz']}",
            "{'properties':{'a':{'type':'string'}}}",
            "{'minProperties':2}",
            "{'maxProperties':1}",
            "{'minItems':2}",
            "{'maxItems':0}",
            "{'items':{'type':'string'}}",
            "{'contains':{'type':'integer'}}",
            "{'uniqueItems':true}",
            "{'type':'object','additionalProperties':false}",
            "{'propertyNames':{'maxLength':1}}",
            "{'type':'array','prefixItems':[{'type':'string'}]}",
            "{'dependentRequired':{'a':['b']}}",
            "{'patternProperties':{'^c':{'type':'integer'}}}",
            "{'not':{'type':'object'}}",
            "{'type':'number','not':{'type':'integer'}}");

    private final Random random;

    ValuesByChance(Random random) {
        this.random = random;
    }

    JsonNode value(int depth) {
        int kind = random.nextInt(depth == 0 ? 6 : 10);
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        return switch (kind) {
            case 0 -> nodes.numberNode(random.nextInt(101) - 50);
            case 1 -> number();
            case 2, 3 -> nodes.stringNode(text());
            case 4 -> nodes.booleanNode(random.nextBoolean());
            case 5 -> random.nextInt(3) == 0 ? nodes.nullNode() : nodes.numberNode(random.nextInt(7));
            case 6, 7 -> array(depth - 1);
            default -> object(depth - 1);
        };
    }

    private JsonNode number() {
        return switch (random.nextInt(4)) {
            case 0 -> JsonMapper.shared().readTree(String.valueOf((random.nextInt(4_000) - 2_000) / 4.0));
            case 1 -> JsonMapper.shared().readTree((random.nextInt(400) - 200) + "." + (10 + random.nextInt(90)));
            case 2 -> JsonNodeFactory.instance.numberNode(BigInteger.TEN.pow(random.nextInt(30)));
            default -> JsonMapper.shared().readTree(String.valueOf(random.nextLong()));
        };
    }

    String text() {
        if (random.nextInt(3) > 0) {
            return TEXTS.get(random.nextInt(TEXTS.size()));
        }
        var text = new StringBuilder();
        for (int i = random.nextInt(12); i > 0; i--) {
            text.append("abcxyzABC0189-_ .".charAt(random.nextInt(17)));
        }
        return text.toString();
    }

    private ArrayNode array(int depth) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        int size = random.nextInt(4);
        JsonNode same = random.nextInt(4) == 0 ? value(depth) : null;
        for (int i = 0; i < size; i++) {
            array.add(same == null || random.nextBoolean() ? value(depth) : same);
        }
        return array;
    }

    private ObjectNode object(int depth) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        for (int i = random.nextInt(5); i > 0; i--) {
            object.set(NAMES.get(random.nextInt(NAMES.size())), value(depth));
        }
        return object;
    }

    /** A small schema. */
    ObjectNode decoy() {
        String decoy = DECOYS.get(random.nextInt(DECOYS.size()));
        return (ObjectNode) JsonMapper.shared().readTree(decoy.replace('\'', '"'));
    }
}
