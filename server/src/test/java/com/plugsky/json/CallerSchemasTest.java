package com.plugsky.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.plugsky.config.JsonBeans;
import com.plugsky.config.Settings;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CallerSchemasTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final CallerSchemas SCHEMAS = schemas();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'type':'object','properties':{'a':{'type':'string'}},'required':['a']}",
                "{'$ref':'#/$defs/a','$defs':{'a':{'type':'integer'}}}",
                "{'$ref':'#b','$defs':{'a':{'$anchor':'b','type':'integer'}}}",
                "{'type':'object','properties':{'next':{'$ref':'#'}}}",
                "{'type':'array','items':{'anyOf':[{'$ref':'#'},{'type':'null'}]}}",
                "{'$schema':'http://json-schema.org/draft-07/schema#','definitions':{'a':{}},'$ref':'#/definitions/a'}",
                "{'$schema':'https://json-schema.org/draft/2020-12/schema','$id':'https://example.com/a','type':'string'}",
                "{'properties':{'$ref':{'type':'string'},'pattern':{'type':'string'}}}",
                "{'enum':[{'$ref':'https://example.com/'},{'pattern':'('}]}",
                "{'const':{'$ref':'#'},'default':null,'examples':[{'$id':7}]}",
                "{'pattern':'^[A-Z]{2}[0-9]{2}(-[a-z]+)*$'}",
                "{'pattern':'^(a+)+$'}",
                "{'pattern':'^\\\\d{4}-\\\\d{2}-\\\\d{2}T[0-9:.]+(Z|[+-]\\\\d{2}:\\\\d{2})$'}",
                "{'pattern':'^(?=.*[0-9])(?!x)[^[&]]*$'}",
                "{'patternProperties':{'^x-':{}},'additionalProperties':false}",
                "{'$ref':'#/properties/a~1b%25','properties':{'a/b%':{'type':'string'}}}",
                "{'x-own':{'schema':{'type':'string'}},'$ref':'#/x-own/schema'}",
                "{'allOf':[true,{'type':'string'}],'not':false}"
            })
    void acceptsWhatIsASchema(String schema) {
        assertThat(fault(schema)).isEqualTo("ok");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '¦',
            quoteCharacter = '`',
            value = {
                "{'type':'strin'} ¦ not a valid JSON Schema at /type",
                "{'type':7} ¦ not a valid JSON Schema at /type",
                "{'properties':{'a':{'minimum':'x'}}} ¦ not a valid JSON Schema at /properties/a/minimum",
                "{'properties':[]} ¦ not a valid JSON Schema at /properties",
                "{'required':[1]} ¦ not a valid JSON Schema at /required/0",
                "{'$schema':'https://example.com/mine'} ¦ an unknown dialect (expected: 2020-12, or an older draft of JSON Schema) at /$schema",
                "{'$ref':'#'} ¦ a circle of references that never ends",
                "{'$ref':'#/$defs/a','$defs':{'a':{'$ref':'#/$defs/b'},'b':{'$ref':'#/$defs/a'}}} ¦ a circle of references that never ends at /$defs/a",
                "{'anyOf':[{'type':'null'},{'$ref':'#'}]} ¦ a circle of references that never ends",
                "{'not':{'allOf':[{'if':{'$ref':'#'}}]}} ¦ a circle of references that never ends",
                "{'$dynamicRef':'#'} ¦ a circle of references that never ends",
                "{'$ref':'#/$defs/none'} ¦ a reference to nothing at /$ref",
                "{'$ref':'#none'} ¦ a reference to nothing at /$ref",
                "{'$ref':'#/properties/a','properties':{'a':5}} ¦ a reference to nothing at /$ref",
                "{'$ref':'#/%zz'} ¦ a reference that is no JSON pointer at /$ref",
                "{'properties':{'a':{'$ref':'http://127.0.0.1:1/a'}}} ¦ a reference that is not local (expected: # and a place in the schema) at /properties/a/$ref",
                "{'$ref':'file:///etc/passwd'} ¦ a reference that is not local (expected: # and a place in the schema) at /$ref",
                "{'$ref':'other.json#/a'} ¦ a reference that is not local (expected: # and a place in the schema) at /$ref",
                "{'$ref':5} ¦ a reference that is not local (expected: # and a place in the schema) at /$ref",
                "{'properties':{'a':{'$id':'b'}}} ¦ an $id below the root at /properties/a/$id",
                "{'pattern':'('} ¦ a pattern that is no regular expression at /pattern",
                "{'pattern':'[a'} ¦ a pattern that is no regular expression at /pattern",
                "{'pattern':'a**b(?<n>'} ¦ a pattern that is no regular expression at /pattern",
                "{'items':{'patternProperties':{'a/(':{}}}} ¦ a pattern that is no regular expression at /items/patternProperties/a~1(",
                "{'pattern':'^(a*)*$'} ¦ a pattern that repeats what may be empty at /pattern",
                "{'pattern':'^(|a){30}x'} ¦ a pattern that repeats what may be empty at /pattern",
                "{'pattern':'((?=a)|b){20}'} ¦ a pattern that repeats what may be empty at /pattern",
                "{'pattern':'(|)(|)x'} ¦ a pattern in which several branches may be empty at /pattern",
                "{'pattern':'(a?)?b'} ¦ a pattern that repeats what may be empty at /pattern"
            })
    void refusesWhatIsNone(String schema, String words) {
        assertThat(fault(schema)).isEqualTo(words);
    }

    @Test
    void refusesWhatIsTooDeepOrTooLarge() {
        assertThat(fault("{'items':".repeat(31) + "{}" + "}".repeat(31))).isEqualTo("ok");
        assertThat(fault("{'items':".repeat(32) + "{}" + "}".repeat(32))).isEqualTo("nested more than 32 deep");
        assertThat(fault("{'enum':[" + "1,".repeat(9_998) + "1]}")).isEqualTo("ok");
        assertThat(fault("{'enum':[" + "1,".repeat(10_000) + "1]}")).isEqualTo("more than 10000 members");
    }

    @Test
    void refusesAChainOfReferencesThatIsTooLong() {
        var chain = new StringBuilder("{'$ref':'#/$defs/d0','$defs':{");
        for (int i = 0; i < 2_000; i++) {
            chain.append("'d")
                    .append(i)
                    .append("':{'$ref':'#/$defs/d")
                    .append(i + 1)
                    .append("'},");
        }
        assertThat(fault(chain + "'d2000':{}}}")).startsWith("references and combinations more than 32 deep");
    }

    @Test
    void refusesWhatMultiplies() {
        var tree = new StringBuilder("{'$ref':'#/$defs/d0','$defs':{");
        for (int i = 0; i < 12; i++) {
            String next = "{'$ref':'#/$defs/d" + (i + 1) + "'},";
            tree.append("'d")
                    .append(i)
                    .append("':{'allOf':[")
                    .append(next.repeat(3))
                    .append("true]},");
        }
        assertThat(fault(tree + "'d12':{}}}")).startsWith("combinations that multiply to more than");
    }

    @Test
    void countsTheStepsOfAPattern() {
        String text = "a".repeat(64) + "!";
        assertThat(CallerPattern.compile("^(a+)+$", 200_000).find(text)).isFalse();
        CallerPattern hostile = CallerPattern.compile("^(a+a+)+\\1$", 200_000);
        assertThat(hostile.find("aaaa")).isTrue();
        var stopped = catchThrowableOfType(SchemaFault.class, () -> hostile.find(text));
        assertThat(stopped.words()).isEqualTo("a pattern that takes more than 200000 steps");
    }

    @ParameterizedTest
    @CsvSource({
        "^a$,a,true",
        "^a$,'a\n',false",
        "[[],[,true",
        "[&&a],&,true",
        "\\$,$,true",
        "a|b,cb,true",
        "^a{b$,a{b,true",
        "'[\\b]','\b',true",
        "^\\p{Letter}+$,é,true",
        "^\\p{Lowercase_Letter}\\P{Letter}$,a1,true",
        "^\\u{e9}$,é,true",
        "^\\p{L}+$,é,true"
    })
    void matchesAsJsonSchemaDoes(String pattern, String text, boolean found) {
        assertThat(CallerPattern.compile(pattern, 1_000).find(text)).isEqualTo(found);
    }

    @Test
    void boundsTheCheckOfAValue() {
        CallerSchema tree = SCHEMAS.check(
                parsed(
                        "{'anyOf':[{'items':{'$ref':'#'},'minItems':2},{'items':{'$ref':'#'},'minItems':3},{'type':'string'}]}"));
        var value = new StringBuilder("[".repeat(40)).append("1").append("]".repeat(40));
        var stopped = catchThrowableOfType(SchemaFault.class, () -> tree.violation(JSON.readTree(value.toString())));
        assertThat(stopped.words()).startsWith("a schema that takes more than");
    }

    @Test
    void saysWhatAValueViolates() {
        CallerSchema schema =
                SCHEMAS.check(parsed("{'type':'object','properties':{'a':{'pattern':'^x$'}},'required':['a']}"));
        assertThat(schema.violation(JSON.readTree("{\"a\":\"x\"}"))).isNull();
        assertThat(schema.violation(JSON.readTree("{\"a\":\"x\\n\"}"))).contains("/a");
        assertThat(schema.violation(JSON.readTree("{}"))).contains("a");
    }

    @Test
    void boundsThePatternsOfAllItemsTogether() {
        CallerSchema schema = SCHEMAS.check(parsed("{'items':{'not':{'pattern':'^(a+a+)+\\\\1$'}}}"));
        String value = "[" + ("\"" + "a".repeat(15) + "!\",").repeat(500) + "1]";
        var stopped = catchThrowableOfType(SchemaFault.class, () -> schema.violation(JSON.readTree(value)));
        assertThat(stopped.words()).startsWith("a pattern that takes more");
        assertThat(CallerPattern.compile("^(a+a+)+\\1$", 200_000).find("a".repeat(15) + "!"))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/properties/a | 5 | true",
                "/properties/a | 2 | false",
                "/$defs/x~1y | 2 | true",
                "'' | {} | false"
            })
    void checksAValueAgainstAPartOfASchema(String pointer, String value, boolean keeps) {
        CallerSchema schema = SCHEMAS.check(
                parsed("{'required':['a'],'properties':{'a':{'minimum':3}},'$defs':{'x/y':{'type':'integer'}}}"));
        assertThat(schema.keeps(pointer, JSON.readTree(value), 1_000)).isEqualTo(keeps);
    }

    @Test
    void countsFormatsInEveryDraft() {
        CallerSchema schema = SCHEMAS.check(parsed("{'format':'date'}"));
        assertThat(schema.violation(JSON.readTree("\"2026-02-28\""))).isNull();
        assertThat(schema.violation(JSON.readTree("\"2026-02-31\""))).isNotNull();
    }

    @Test
    void comparesWholeNumbersBeyondSixtyFourBits() {
        CallerSchema schema = SCHEMAS.check(parsed("{'type':'integer','minimum':3,'enum':[1e27]}"));
        JsonNode value = schema.node().get("enum").get(0);
        assertThat(value.isBigInteger()).isTrue();
        assertThat(schema.violation(value)).isNull();
        assertThat(catchThrowableOfType(SchemaFault.class, () -> schema.violation(JSON.readTree("1e27"))))
                .isNotNull();
    }

    @Test
    void remembersWhatItChecked() {
        CallerSchema first = SCHEMAS.check(parsed("{'type':'string','minLength':3}"));
        assertThat(SCHEMAS.check(parsed("{'minLength':3,'type':'string'}"))).isSameAs(first);
    }

    private static String fault(String schema) {
        try {
            SCHEMAS.check(parsed(schema));
            return "ok";
        } catch (SchemaFault fault) {
            return fault.words();
        }
    }

    private static Map<String, Object> parsed(String schema) {
        return JSON.readValue(schema.replace('\'', '"'), new TypeReference<>() {});
    }

    private static CallerSchemas schemas() {
        Settings settings = Settings.defaults();
        return JsonBeans.callerSchemas(JsonBeans.strictJson(settings.limits()), settings.limits());
    }
}
