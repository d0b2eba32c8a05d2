package com.plugsky.engine.embedded.schema;

import com.plugsky.json.SchemaFault;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Schemas put together by chance around a value that they allow: each keyword is chosen so that the value keeps it, so
 * every schema has at least this value. The same seed gives the same schemas.
 */
final class SchemasAround {

    /** A schema and a value that keeps it. */
    record Case(ObjectNode schema, JsonNode value) {}

    private final Random random;
    private final ValuesByChance values;
    private final KeywordsAround keywords;
    private ObjectNode definitions = JsonMapper.shared().createObjectNode();

    SchemasAround(long seed) {
        this.random = new Random(seed);
        this.values = new ValuesByChance(random);
        this.keywords = new KeywordsAround(random, values, this);
    }

    Case next() {
        definitions = JsonMapper.shared().createObjectNode();
        JsonNode value = values.value(3);
        ObjectNode schema = around(value, 3);
        if (!definitions.isEmpty()) {
            schema.set("$defs", definitions);
        }
        return new Case(schema, value);
    }

    /** A schema that this value keeps, with choices, conditions and references around its keywords. */
    ObjectNode around(JsonNode value, int depth) {
        ObjectNode schema = keywords.of(value, depth);
        for (int i = random.nextInt(3); i > 0 && depth > 0; i--) {
            switch (random.nextInt(8)) {
                case 0 -> schema = with(schema, "allOf", List.of(keywords.of(value, depth - 1)));
                case 1 -> schema = choice("anyOf", schema, List.of(values.decoy(), values.decoy()));
                case 2 -> schema = choice("oneOf", schema, broken(value, 2));
                case 3 -> forbid(schema, broken(value, 1));
                case 4 -> condition(schema, value, depth);
                case 5 -> schema = reference(schema);
                case 6 -> schema = recursive(schema);
                default ->
                    schema = with(schema, "allOf", List.of(JsonMapper.shared().readTree("true")));
            }
        }
        return schema;
    }

    private static void forbid(ObjectNode schema, List<ObjectNode> broken) {
        broken.forEach(other -> schema.set("not", other));
    }

    private static ObjectNode with(ObjectNode schema, String keyword, List<JsonNode> parts) {
        if (schema.has(keyword)) {
            return schema;
        }
        parts.forEach(schema.putArray(keyword)::add);
        return schema;
    }

    private ObjectNode choice(String keyword, ObjectNode schema, List<? extends JsonNode> others) {
        var branches = new ArrayList<JsonNode>(others);
        branches.add(schema);
        Collections.shuffle(branches, random);
        ObjectNode choice = JsonMapper.shared().createObjectNode();
        branches.forEach(choice.putArray(keyword)::add);
        return choice;
    }

    /** Schemas that the value does not keep. */
    private List<ObjectNode> broken(JsonNode value, int most) {
        var broken = new ArrayList<ObjectNode>();
        for (int i = 0; i < most; i++) {
            ObjectNode other = random.nextBoolean() ? values.decoy() : keywords.of(values.value(1), 1);
            if (!keeps(other, value)) {
                broken.add(other);
            }
        }
        return broken;
    }

    private void condition(ObjectNode schema, JsonNode value, int depth) {
        ObjectNode condition = random.nextBoolean() ? values.decoy() : keywords.of(values.value(1), 1);
        boolean met = keeps(condition, value);
        schema.set("if", condition);
        schema.set(met ? "then" : "else", keywords.of(value, depth - 1));
        if (random.nextBoolean()) {
            schema.set(met ? "else" : "then", values.decoy());
        }
    }

    private ObjectNode reference(ObjectNode schema) {
        String name = "d" + definitions.size();
        ObjectNode reference = JsonMapper.shared().createObjectNode();
        if (random.nextInt(3) == 0) {
            schema.put("$anchor", "at-" + name);
            reference.put("$ref", "#at-" + name);
        } else {
            reference.put("$ref", "#/$defs/" + name);
        }
        definitions.set(name, schema);
        return reference;
    }

    /** Lists of lists of it, or itself. */
    private ObjectNode recursive(ObjectNode schema) {
        String name = "r" + definitions.size();
        ObjectNode list =
                JsonMapper.shared().createObjectNode().put("type", "array").put("minItems", 1);
        list.putObject("items").put("$ref", "#/$defs/" + name);
        definitions.set(name, choice("anyOf", schema, List.of(list)));
        return JsonMapper.shared().createObjectNode().put("$ref", "#/$defs/" + name);
    }

    /** Whether a value keeps a schema, by the library's word. */
    boolean keeps(JsonNode schema, JsonNode value) {
        ObjectNode whole = JsonMapper.shared().createObjectNode();
        whole.putArray("allOf").add(schema);
        whole.set("$defs", definitions);
        try {
            return Caller.schema(whole).violation(value) == null;
        } catch (SchemaFault e) {
            throw new AssertionError("the generator made a schema that is none: " + whole, e);
        }
    }
}
