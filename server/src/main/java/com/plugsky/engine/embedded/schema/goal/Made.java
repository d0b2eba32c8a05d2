package com.plugsky.engine.embedded.schema.goal;

import java.util.Collection;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Small schemas that stand in no document: they say what follows from those that do. */
public final class Made {

    /** A keyword of ours: the schema of a name that some member must have. */
    public static final String NAME = "\u0000name";

    /** A keyword of ours: the schema of the member that has that name. */
    public static final String MEMBER = "\u0000member";

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private Made() {}

    public static ObjectNode schema(String keyword, JsonNode value) {
        ObjectNode schema = NODES.objectNode();
        schema.set(keyword, value);
        return schema;
    }

    public static ObjectNode type(String type) {
        return NODES.objectNode().put("type", type);
    }

    /** That a member is there; other values than objects keep it too. */
    static ObjectNode required(String key) {
        return schema("required", NODES.arrayNode().add(key));
    }

    /** That a member is not there. */
    static ObjectNode without(String key) {
        return schema("properties", NODES.objectNode().put(key, false));
    }

    /** That a value breaks the schema. */
    static ObjectNode not(JsonNode schema) {
        return schema("not", schema);
    }

    /** One of these texts. */
    public static ObjectNode oneOf(Collection<String> texts) {
        ArrayNode values = NODES.arrayNode();
        texts.forEach(values::add);
        return schema("enum", values);
    }

    public static ObjectNode pattern(String pattern) {
        return NODES.objectNode().put("pattern", pattern);
    }

    /** An object that has a member with such a name and such a value. */
    static ObjectNode member(JsonNode name, JsonNode value) {
        ObjectNode object = type("object");
        object.set(NAME, name);
        object.set(MEMBER, value);
        return object;
    }

    /** An object that has a member, and one that breaks a schema. */
    static ObjectNode breaking(String key, JsonNode schema) {
        ObjectNode object = required(key).put("type", "object");
        object.set("properties", schema(key, not(schema)));
        return object;
    }

    /** An array in which the item at an index breaks a schema. */
    static ObjectNode breaking(int index, JsonNode schema) {
        ArrayNode prefix = NODES.arrayNode();
        for (int i = 0; i < index; i++) {
            prefix.add(true);
        }
        prefix.add(not(schema));
        ObjectNode array = type("array").put("minItems", index + 1);
        array.set("prefixItems", prefix);
        return array;
    }
}
