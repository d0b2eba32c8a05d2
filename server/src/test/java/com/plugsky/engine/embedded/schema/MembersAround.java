package com.plugsky.engine.embedded.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Keywords of items and members that an array or an object keeps, chosen by chance. */
final class MembersAround {

    private final Random random;
    private final ValuesByChance values;
    private final SchemasAround schemas;

    MembersAround(Random random, ValuesByChance values, SchemasAround schemas) {
        this.random = random;
        this.values = values;
        this.schemas = schemas;
    }

    void items(JsonNode array, ObjectNode schema, int depth) {
        int size = array.size();
        if (chance(30)) {
            schema.put("minItems", Math.max(0, size - random.nextInt(2)));
        }
        if (chance(30)) {
            schema.put("maxItems", size + random.nextInt(2));
        }
        if (chance(30) && isDistinct(array)) {
            schema.put("uniqueItems", true);
        }
        int prefix = chance(50) ? random.nextInt(size + 1) : 0;
        if (prefix > 0) {
            ArrayNode list = schema.putArray("prefixItems");
            for (int i = 0; i < prefix; i++) {
                list.add(chance(15) ? JsonMapper.shared().readTree("true") : schemas.around(array.get(i), depth - 1));
            }
        }
        String rest = chance(70) ? "items" : "unevaluatedItems";
        if (prefix == size && chance(50)) {
            schema.put(rest, false);
        } else if (prefix < size && chance(70)) {
            schema.set(rest, anyOf(array, prefix, depth));
        }
        if (size > 0 && chance(30) && !schema.has("unevaluatedItems")) {
            contains(array, schema);
        }
    }

    private void contains(JsonNode array, ObjectNode schema) {
        ObjectNode contained = schemas.around(array.get(random.nextInt(array.size())), 0);
        int count = (int) array.valueStream()
                .filter(item -> schemas.keeps(contained, item))
                .count();
        schema.set("contains", contained);
        if (chance(40)) {
            schema.put("minContains", count - random.nextInt(count + 1));
        }
        if (chance(40)) {
            schema.put("maxContains", count + random.nextInt(2));
        }
    }

    private ObjectNode anyOf(JsonNode array, int from, int depth) {
        ObjectNode any = JsonMapper.shared().createObjectNode();
        ArrayNode branches = any.putArray("anyOf");
        for (int i = from; i < array.size(); i++) {
            branches.add(schemas.around(array.get(i), depth - 1));
        }
        return any;
    }

    private static boolean isDistinct(JsonNode array) {
        var seen = new ArrayList<JsonNode>();
        for (JsonNode item : array) {
            if (seen.stream().anyMatch(one -> com.plugsky.engine.embedded.schema.goal.Same.as(one, item))) {
                return false;
            }
            seen.add(item);
        }
        return true;
    }

    void members(JsonNode object, ObjectNode schema, int depth) {
        List<String> names = List.copyOf(object.propertyNames());
        var listed = new ArrayList<>(names.stream().filter(name -> chance(75)).toList());
        ObjectNode properties = JsonMapper.shared().createObjectNode();
        listed.forEach(name -> properties.set(name, schemas.around(object.get(name), depth - 1)));
        for (String name : ValuesByChance.NAMES) {
            if (!object.has(name) && chance(10)) {
                properties.set(name, chance(30) ? JsonMapper.shared().readTree("false") : values.decoy());
            }
        }
        if (!properties.isEmpty()) {
            if (chance(20)) {
                schema.putArray("allOf").addObject().set("properties", properties);
            } else {
                schema.set("properties", properties);
            }
        }
        required(names, schema);
        others(object, names.stream().filter(name -> !listed.contains(name)).toList(), schema, depth);
        counts(names.size(), schema);
        names(names, schema);
        dependent(object, names, schema, depth);
    }

    private void required(List<String> names, ObjectNode schema) {
        if (chance(70)) {
            ArrayNode required = schema.putArray("required");
            names.stream().filter(name -> chance(60)).forEach(required::add);
        }
    }

    /** What is said of the members that are not listed. */
    private void others(JsonNode object, List<String> rest, ObjectNode schema, int depth) {
        if (!rest.isEmpty() && chance(30)) {
            ObjectNode patterns = schema.putObject("patternProperties");
            rest.forEach(name -> patterns.set(
                    "^" + Pattern.quote(name).replaceAll("\\\\[QE]", "") + "$",
                    schemas.around(object.get(name), depth - 1)));
        }
        boolean covered = schema.has("patternProperties") || rest.isEmpty();
        boolean apart = schema.has("allOf");
        String keyword = apart || chance(40) ? "unevaluatedProperties" : "additionalProperties";
        if (covered && chance(50)) {
            schema.put(keyword, false);
        } else if (!covered && chance(60)) {
            ObjectNode any = JsonMapper.shared().createObjectNode();
            ArrayNode branches = any.putArray("anyOf");
            rest.forEach(name -> branches.add(schemas.around(object.get(name), depth - 1)));
            schema.set(keyword, any);
        }
    }

    private void counts(int size, ObjectNode schema) {
        if (chance(25)) {
            schema.put("minProperties", Math.max(0, size - random.nextInt(2)));
        }
        if (chance(25)) {
            schema.put("maxProperties", size + random.nextInt(2));
        }
    }

    private void names(List<String> names, ObjectNode schema) {
        if (!chance(20)) {
            return;
        }
        ObjectNode allowed = schema.putObject("propertyNames");
        switch (random.nextInt(3)) {
            case 0 ->
                allowed.put(
                        "maxLength",
                        names.stream().mapToInt(String::length).max().orElse(3));
            case 1 -> {
                ArrayNode list = allowed.putArray("enum").add("a spare one");
                names.forEach(list::add);
            }
            default -> allowed.put("pattern", "^[a-zA-Z0-9_ü-]*$");
        }
    }

    private void dependent(JsonNode object, List<String> names, ObjectNode schema, int depth) {
        if (chance(20) && !names.isEmpty()) {
            ObjectNode dependent = schema.putObject("dependentRequired");
            ArrayNode others = dependent.putArray(names.get(random.nextInt(names.size())));
            names.stream().filter(name -> chance(50)).forEach(others::add);
            dependent.putArray("absent").add("more").add("others");
        }
        if (chance(20)) {
            ObjectNode dependent = schema.putObject("dependentSchemas");
            dependent.set("absent", JsonMapper.shared().readTree("false"));
            if (!names.isEmpty() && depth > 0) {
                dependent.set(names.get(random.nextInt(names.size())), schemas.around(object, depth - 1));
            }
        }
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }
}
