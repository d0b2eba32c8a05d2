package com.plugsky.engine.embedded.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.plugsky.contract.model.ChatCompletionRequest;
import com.plugsky.json.CallerSchema;
import com.plugsky.json.CallerSchemas;
import com.plugsky.json.JsonLimits;
import com.plugsky.json.SchemaFault;
import com.plugsky.json.SchemaLimits;
import com.plugsky.json.StrictJson;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class InstanceMakerTest {

    private static final StrictJson JSON =
            StrictJson.of(ChatCompletionRequest.class, new JsonLimits(1 << 20, 64, 64, 256));
    private static final CallerSchemas SCHEMAS =
            new CallerSchemas(JSON, new SchemaLimits(32, 10_000, 200_000, 200_000));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'type':'string'}",
                "{'type':'integer'}",
                "{'type':'number'}",
                "{'type':'boolean'}",
                "{'type':'null'}",
                "{'type':'array'}",
                "{'type':'object'}",
                "{'type':['string','null']}",
                "{'type':['null','integer']}",
                "{'const':7}",
                "{'const':{'a':[1,null]}}",
                "{'enum':['a','b',3,null]}",
                "{'type':'string','enum':[1,'two',3]}",
                "{'enum':[1,50,100],'minimum':40,'maximum':60}",
                "{'enum':['a','bb','ccc'],'minLength':3}",
                "{'type':'integer','minimum':5,'maximum':5}",
                "{'type':'integer','exclusiveMinimum':5,'exclusiveMaximum':7}",
                "{'type':'integer','minimum':-20,'maximum':-10}",
                "{'type':'integer','multipleOf':7,'minimum':50}",
                "{'type':'number','multipleOf':0.01,'minimum':0.005,'maximum':0.02}",
                "{'type':'number','exclusiveMinimum':0,'exclusiveMaximum':1}",
                "{'type':'number','exclusiveMinimum':0,'exclusiveMaximum':0.0001}",
                "{'type':'number','maximum':-1e30}",
                "{'type':'integer','minimum':9007199254740993}",
                "{'type':'integer','allOf':[{'multipleOf':4},{'multipleOf':6}],'minimum':1}",
                "{'type':'string','minLength':40}",
                "{'type':'string','maxLength':2}",
                "{'type':'string','maxLength':0}",
                "{'type':'string','minLength':5,'maxLength':5}",
                "{'type':'string','format':'date-time'}",
                "{'type':'string','format':'uuid'}",
                "{'type':'string','format':'ipv6'}",
                "{'type':'string','format':'of-our-own'}",
                "{'type':'string','pattern':'^[A-Z]{2}[0-9]{4}$'}",
                "{'type':'string','pattern':'^(red|green|blue)$'}",
                "{'type':'string','pattern':'^[a-z]+$','minLength':12,'maxLength':14}",
                "{'type':'string','pattern':'^\\\\d{3}-\\\\d{2,4}$'}",
                "{'type':'string','pattern':'^([a-z0-9]+(-[a-z0-9]+)*)$'}",
                "{'type':'string','pattern':'^[^@\\\\s]+@[^@\\\\s]+\\\\.[a-z]{2,}$'}",
                "{'type':'string','pattern':'^(?:[01]\\\\d|2[0-3]):[0-5]\\\\d$'}",
                "{'type':'string','pattern':'^#(?<hex>[0-9a-fA-F]{6})$'}",
                "{'type':'string','pattern':'^(a)\\\\1b$'}",
                "{'type':'string','pattern':'foo'}",
                "{'type':'string','pattern':'^\\\\u0041\\\\x42$'}",
                "{'type':'string','pattern':'^[\\\\w.-]+$'}",
                "{'type':'string','pattern':'^(a+)+$'}",
                "{'type':'string','pattern':'^(?!x)[a-z]{3}$'}",
                "{'type':'array','items':{'type':'integer'},'minItems':3}",
                "{'type':'array','items':{'type':'integer'},'maxItems':0}",
                "{'type':'array','items':{'type':'integer'},'minItems':30,'uniqueItems':true}",
                "{'type':'array','items':{'type':'string'},'minItems':30,'uniqueItems':true}",
                "{'type':'array','items':{'enum':['a','b','c']},'minItems':3,'uniqueItems':true}",
                "{'type':'array','items':{'type':'boolean'},'minItems':2,'uniqueItems':true}",
                "{'type':'array','prefixItems':[{'type':'string'},{'type':'integer'}],'items':false,'minItems':2}",
                "{'type':'array','prefixItems':[{'const':1}],'items':{'const':2},'minItems':4}",
                "{'type':'array','contains':{'const':'x'}}",
                "{'type':'array','items':{'type':'integer'},'contains':{'minimum':100},'minContains':2}",
                "{'type':'array','items':{'type':'array','items':{'type':'array','items':{'type':'number'}}}}",
                "{'type':'object','properties':{'a':{'type':'string'},'b':{'type':'integer'}},'required':['a','b']}",
                "{'type':'object','properties':{'a':{'type':'string'}},'required':['a'],'additionalProperties':false}",
                "{'type':'object','required':['x','y']}",
                "{'type':'object','required':['x'],'additionalProperties':{'type':'integer','minimum':3}}",
                "{'type':'object','patternProperties':{'^n_':{'type':'number'}},'required':['n_a']}",
                "{'type':'object','patternProperties':{'^[a-z]{3}$':{'type':'number'}},"
                        + "'additionalProperties':false,'minProperties':2}",
                "{'type':'object','minProperties':3}",
                "{'type':'object','properties':{'a':{},'b':{},'c':{}},'maxProperties':2,'required':['c']}",
                "{'type':'object','propertyNames':{'pattern':'^k[0-9]$'},'minProperties':2}",
                "{'type':'object','properties':{'a':{'type':'string'}},'dependentRequired':{'a':['b']}}",
                "{'type':'object','required':['a'],'dependentRequired':{'a':['b'],'b':['c']}}",
                "{'type':'object','required':['a'],'dependentSchemas':{'a':{'required':['z'],"
                        + "'properties':{'z':{'const':1}}}}}",
                "{'properties':{'a':{'not':{'type':'string'}}},'required':['a']}",
                "{'anyOf':[{'type':'string'},{'type':'integer'}]}",
                "{'oneOf':[{'type':'string'},{'type':'integer'}]}",
                "{'anyOf':[{'type':'integer','minimum':5,'maximum':1},{'type':'boolean'}]}",
                "{'oneOf':[{'type':'integer','multipleOf':2},{'type':'integer','multipleOf':3}]}",
                "{'allOf':[{'type':'object','properties':{'a':{'type':'integer'}},'required':['a']},"
                        + "{'properties':{'a':{'minimum':10}}}]}",
                "{'if':{'properties':{'k':{'const':1}},'required':['k']},'then':{'required':['x']},"
                        + "'else':{'required':['y']},'type':'object'}",
                "{'type':'object','properties':{'kind':{'enum':['cat','dog']}},'required':['kind'],"
                        + "'oneOf':[{'properties':{'kind':{'const':'cat'},'lives':{'type':'integer'}},'required':['lives']},"
                        + "{'properties':{'kind':{'const':'dog'},'tricks':{'type':'array'}},'required':['tricks']}]}",
                "{'$ref':'#/$defs/city','$defs':{'city':{'type':'object','properties':{'name':{'type':'string'},"
                        + "'size':{'enum':['small','large']}},'required':['name','size'],'additionalProperties':false}}}",
                "{'$ref':'#named','$defs':{'x':{'$anchor':'named','type':'integer'}}}",
                "{'$defs':{'a~/b':{'type':'integer'}},'$ref':'#/$defs/a~0~1b'}",
                "{'$defs':{'node':{'type':'object','properties':{'value':{'type':'integer'},'next':{'anyOf':"
                        + "[{'$ref':'#/$defs/node'},{'type':'null'}]}},'required':['value','next'],"
                        + "'additionalProperties':false}},'$ref':'#/$defs/node'}",
                "{'type':'object','properties':{'children':{'type':'array','items':{'$ref':'#'}}},"
                        + "'required':['children'],'additionalProperties':false}",
                "{'type':'object','properties':{'a':{'$ref':'#'}}}",
                "{'definitions':{'p':{'type':'object','properties':{'q':{'type':['object','null'],'properties':"
                        + "{'r':{'$ref':'#/definitions/p'}},'required':['r']}},'required':['q']}},"
                        + "'allOf':[{'$ref':'#/definitions/p'}]}",
                "{'type':'object','properties':{'a':{'type':'string'}},'required':['a'],'unevaluatedProperties':false}",
                "{'allOf':[{'properties':{'a':{'type':'string'}},'required':['a']}],'unevaluatedProperties':false,"
                        + "'type':'object'}",
                "{'type':'object','properties':{'a':true,'b':false},'required':['a']}",
                "{'type':'object','properties':{'ö \\ud83d\\ude00':{'const':'ü'}},'required':['ö \\ud83d\\ude00']}",
                "{'not':{'type':'object'}}",
                "{'$schema':'http://json-schema.org/draft-07/schema#','type':'array','items':[{'type':'string'}],"
                        + "'additionalItems':false,'minItems':1}"
            })
    void makesAValueThatIsValid(String quoted) throws Unsatisfiable {
        CallerSchema schema = schema(quoted);
        for (long seed : new long[] {0, 1, -5, 123_456_789}) {
            JsonNode value = new InstanceMaker(schema, SchemaBounds.DEFAULTS).make(seed);
            assertThat(schema.violation(value)).as("%s for %s", value, quoted).isNull();
            assertThat(new InstanceMaker(schema, SchemaBounds.DEFAULTS).make(seed))
                    .isEqualTo(value);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {'type':'object','properties':{'a':false},'required':['a']} | /properties/a
                    {'type':'integer','minimum':5,'maximum':3} |
                    {'type':'integer','exclusiveMinimum':3,'exclusiveMaximum':4} |
                    {'type':'string','minLength':5,'maxLength':3} |
                    {'type':'string','minLength':1000000} |
                    {'type':'array','minItems':4,'maxItems':3} |
                    {'type':'array','minItems':100000000} |
                    {'type':'array','items':{'type':'boolean'},'uniqueItems':true,'minItems':3} |
                    {'type':'array','items':false,'minItems':1} | /items
                    {'type':'object','required':['a'],'additionalProperties':false} | /additionalProperties
                    {'type':'object','minProperties':5,'maxProperties':2} |
                    {'type':'object','properties':{'a':{'type':'object','properties':{'b':{'type':'integer','minimum':2,'maximum':1}},'required':['b']}},'required':['a']} | /properties/a/properties/b
                    {'allOf':[{'type':'string'},{'type':'integer'}]} | /type
                    {'enum':['a'],'type':'integer'} | /enum
                    {'const':1,'minimum':2} | /const
                    {'allOf':[{'const':1},{'const':2}]} | /const
                    {'type':'object','properties':{'a':{'$ref':'#'}},'required':['a']} | *
                    {'$defs':{'a':{'anyOf':[{'$ref':'#/$defs/b'},{'type':'integer','minimum':2,'maximum':1}]},'b':{'type':'array','minItems':2,'items':{'$ref':'#/$defs/a'}}},'$ref':'#/$defs/a'} | *
                    {'type':'string','pattern':'^a$','minLength':2} | /pattern
                    {'not':{}} |
                    """)
    void saysWhereNothingFits(String quoted, String path) {
        Throwable thrown = Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(5),
                () -> catchThrowable(() -> new InstanceMaker(schema(quoted), SchemaBounds.DEFAULTS).make(1)));
        assertThat(thrown).isInstanceOf(Unsatisfiable.class).hasMessageNotContaining("Exception");
        if (!"*".equals(path)) {
            assertThat(((Unsatisfiable) thrown).path()).isEqualTo(path == null ? "" : path);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'$ref':'#'}",
                "{'allOf':[{'$ref':'#'}]}",
                "{'$ref':'#/$defs/a','$defs':{'a':{'$ref':'#/$defs/b'},'b':{'$ref':'#/$defs/a'}}}",
                "{'anyOf':[{'$ref':'#'},{'$ref':'#'}]}",
                "{'oneOf':[{'$ref':'#'},{'type':'string'}]}",
                "{'not':{'$ref':'#'}}",
                "{'$ref':'#/nowhere'}",
                "{'$ref':'https://example.com/schema.json'}",
                "{'type':'object','properties':{'a':{'$ref':'#'},'b':{'$ref':'#'},'c':{'$ref':'#'}},"
                        + "'required':['a','b','c']}",
                "{'type':'array','minItems':3,'items':{'$ref':'#'}}",
                "{'type':'array','minItems':3,'items':{'anyOf':[{'$ref':'#'},{'$ref':'#'},{'type':'string','pattern':'^b$',"
                        + "'minLength':3}]}}",
                "{'type':'string','pattern':'^(([a-z])+.)+[A-Z]([a-z])+$','minLength':5000}",
                "{'type':'string','pattern':'^(a|aa)+$','minLength':60000}",
                "{'type':'string','pattern':'((((((((((a{99}){99}){99}){99}){99}){99}){99}){99}){99}){99})'}",
                "{'type':'number','multipleOf':1e-300,'minimum':1e300}",
                "{'type':'object','minProperties':4000,'propertyNames':{'maxLength':1}}",
                "{'type':'array','minItems':4000,'uniqueItems':true,'items':{'type':'array','minItems':4000,"
                        + "'items':{'type':'integer'}}}"
            })
    void endsInBoundedTimeWhateverTheSchema(String quoted) {
        Throwable thrown = Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(5),
                () -> catchThrowable(() -> new InstanceMaker(schema(quoted), SchemaBounds.DEFAULTS).make(1)));
        if (thrown != null) {
            assertThat(thrown).isInstanceOfAny(Unsatisfiable.class, SchemaFault.class);
        }
    }

    @Test
    void otherSeedsGiveOtherValues() throws Unsatisfiable {
        CallerSchema schema =
                schema("{'type':'object','properties':{'city':{'type':'string'},'age':{'type':'integer'}}}");
        Set<JsonNode> values = new LinkedHashSet<>();
        for (int seed = 0; seed < 20; seed++) {
            values.add(new InstanceMaker(schema, SchemaBounds.DEFAULTS).make(seed));
        }
        assertThat(values).hasSizeGreaterThan(5);
    }

    @Test
    void takesValuesThatSuitTheNames() throws Unsatisfiable {
        CallerSchema schema =
                schema("{'type':'object','properties':{'homeCity':{'type':'string'},'email':{'type':'string'}}}");
        JsonNode value = new InstanceMaker(schema, SchemaBounds.DEFAULTS).make(1);
        assertThat(value.get("homeCity").asString()).isIn("Paris", "Berlin", "Lisbon", "Oslo", "Vienna");
        assertThat(value.get("email").asString()).contains("@");
    }

    @Test
    void refusesADraftThatIsNone() {
        assertThatThrownBy(() -> schema("{'$schema':'urn:none'}")).isInstanceOf(SchemaFault.class);
    }

    @SuppressWarnings("unchecked")
    private static CallerSchema schema(String quoted) {
        Map<String, Object> map = JsonMapper.shared().readValue(quoted.replace('\'', '"'), Map.class);
        return SCHEMAS.check(map);
    }
}
