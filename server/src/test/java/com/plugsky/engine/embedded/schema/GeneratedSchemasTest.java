package com.plugsky.engine.embedded.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.plugsky.engine.embedded.schema.goal.Unsatisfiable;
import com.plugsky.json.CallerSchema;
import com.plugsky.json.SchemaPlaces;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Ten thousand schemas put together by chance: every answer is valid, and no schema that has a value is refused. */
class GeneratedSchemasTest {

    private static final int AROUND_A_VALUE = 5_000;
    private static final List<String> VOCABULARY = List.of(
            ("$anchor $defs $ref additionalProperties allOf anyOf const contains dependentRequired dependentSchemas"
                            + " else enum exclusiveMaximum exclusiveMinimum format if items maxContains maxItems"
                            + " maxLength maxProperties maximum minContains minItems minLength minProperties minimum"
                            + " multipleOf not oneOf pattern patternProperties prefixItems properties propertyNames"
                            + " required then type unevaluatedItems unevaluatedProperties uniqueItems")
                    .split(" "));

    private static final int OF_TWO = 5_000;

    /** A schema that is refused must not be kept by any of the values that were met last. */
    private static final int POOL = 40;

    @Test
    void everySchemaAroundAValueIsAnswered() {
        var generator = new SchemasAround(11);
        var refused = new ArrayList<String>();
        for (int i = 0; i < AROUND_A_VALUE; i++) {
            SchemasAround.Case each = generator.next();
            CallerSchema schema = Caller.schema(each.schema());
            assertThat(schema.violation(each.value()))
                    .as("the generator's own value %s for %s", each.value(), each.schema())
                    .isNull();
            try {
                valid(schema, i);
            } catch (Unsatisfiable e) {
                refused.add(e.path() + ": " + e.getMessage() + "\n    " + each.schema() + "\n    has " + each.value());
            }
        }
        System.out.printf(
                "schemas around a value: %d, answered %d, refused %d%n",
                AROUND_A_VALUE, AROUND_A_VALUE - refused.size(), refused.size());
        assertThat(refused).isEmpty();
    }

    @Test
    void theGeneratorKnowsTheVocabulary() {
        var generator = new SchemasAround(11);
        Map<String, Integer> uses = new TreeMap<>();
        for (int i = 0; i < 1_000; i++) {
            for (JsonNode schema : SchemaPlaces.of(generator.next().schema()).values()) {
                schema.propertyNames().forEach(keyword -> uses.merge(keyword, 1, Integer::sum));
            }
        }
        System.out.println("keywords in the first thousand: " + uses);
        assertThat(uses.keySet()).containsAll(VOCABULARY);
        assertThat(VOCABULARY)
                .allSatisfy(keyword -> assertThat(uses.get(keyword)).as(keyword).isGreaterThan(20));
    }

    @Test
    void aSchemaOfTwoIsAnsweredOrHasNoValueThatWeKnow() {
        var generator = new SchemasAround(12);
        var pool = new ArrayList<JsonNode>();
        var unjust = new ArrayList<String>();
        int refused = 0;
        for (int i = 0; i < OF_TWO; i++) {
            SchemasAround.Case one = generator.next();
            SchemasAround.Case other = generator.next();
            pool.addAll(List.of(one.value(), other.value()));
            if (one.value().isObject() && other.value().isObject()) {
                pool.add(((ObjectNode) one.value().deepCopy()).setAll((ObjectNode) other.value()));
            }
            ObjectNode both = JsonMapper.shared().createObjectNode();
            both.putArray("allOf").add(renamed(one.schema(), "one")).add(renamed(other.schema(), "other"));
            CallerSchema schema = Caller.schema(both);
            try {
                pool.add(valid(schema, i));
            } catch (Unsatisfiable e) {
                refused++;
                assertThat(e.getMessage()).isNotBlank();
                pool.stream()
                        .skip(Math.max(0, pool.size() - POOL))
                        .filter(value -> schema.violation(value) == null)
                        .findFirst()
                        .ifPresent(value ->
                                unjust.add(e.path() + ": " + e.getMessage() + "\n    " + both + "\n    has " + value));
            }
        }
        System.out.printf(
                "schemas of two: %d, answered %d, refused %d, of these with a value all the same %d%n",
                OF_TWO, OF_TWO - refused, refused, unjust.size());
        assertThat(unjust).isEmpty();
    }

    private static JsonNode valid(CallerSchema schema, long seed) throws Unsatisfiable {
        JsonNode value = new InstanceMaker(schema, SchemaBounds.DEFAULTS).make(seed);
        assertThat(schema.violation(value))
                .as("%s for %s", value, schema.node())
                .isNull();
        return value;
    }

    /** The schema with references into itself where it will stand. */
    private static JsonNode renamed(ObjectNode schema, String name) {
        int place = name.equals("one") ? 0 : 1;
        return JsonMapper.shared()
                .readTree(schema.toString()
                        .replace("\"#/$defs/", "\"#/allOf/" + place + "/$defs/")
                        .replace("at-d", "at-" + name));
    }
}
