package com.plugsky.engine.embedded.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.plugsky.engine.embedded.schema.goal.Unsatisfiable;
import com.plugsky.json.CallerSchema;
import com.plugsky.json.SchemaFault;
import java.util.LinkedHashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class InstanceMakerTest {

    @ParameterizedTest
    @CsvSource(delimiter = '¦', quoteCharacter = '`', textBlock = """
                    {'type':'object','properties':{'name':{'type':'string'},'age':{'type':'integer'},'tags':{'type':'array','items':{'type':'string'},'uniqueItems':true,'minItems':3}}} ¦ {'name':'Ada','age':42,'tags':['new','example','short']}
                    {'type':'array','items':{'oneOf':[{'type':'integer','multipleOf':7},{'type':'string'}]},'minItems':4} ¦ [7,14,0,0]
                    {'type':'object','additionalProperties':{'type':'number','exclusiveMinimum':0.5},'minProperties':3} ¦ {'beta':2.25,'eta':7.5,'gamma':1.5}
                    {'type':'string','allOf':[{'pattern':'^[a-f]+'},{'pattern':'[0-9]$'}],'not':{'pattern':'[abc]'},'minLength':5} ¦ 'duh14'
                    {'$ref':'#/$defs/t','$defs':{'t':{'type':'object','properties':{'v':{'enum':[1,2,3]},'next':{'anyOf':[{'$ref':'#/$defs/t'},{'type':'null'}]}},'required':['v','next']}}} ¦ {'v':3,'next':{'v':2,'next':{'v':1,'next':{'v':3,'next':null}}}}
                    """)
    void makesTheSameOfOneSeedOnEveryMachine(String schema, String value) throws Unsatisfiable {
        assertThat(new InstanceMaker(Caller.quoted(schema), SchemaBounds.DEFAULTS)
                        .make(1)
                        .toString())
                .isEqualTo(value.replace('\'', '"'));
    }

    @Test
    void otherSeedsGiveOtherValues() throws Unsatisfiable {
        CallerSchema schema =
                Caller.quoted("{'type':'object','properties':{'city':{'type':'string'},'age':{'type':'integer'}}}");
        Set<JsonNode> values = new LinkedHashSet<>();
        for (int seed = 0; seed < 20; seed++) {
            values.add(new InstanceMaker(schema, SchemaBounds.DEFAULTS).make(seed));
        }
        assertThat(values).hasSizeGreaterThan(5);
    }

    @Test
    void takesValuesThatSuitTheNames() throws Unsatisfiable {
        CallerSchema schema = Caller.quoted(
                "{'type':'object','properties':{'homeCity':{'type':'string'},'email':{'type':'string'}}}");
        JsonNode value = new InstanceMaker(schema, SchemaBounds.DEFAULTS).make(1);
        assertThat(value.get("homeCity").asString()).isIn("Paris", "Berlin", "Lisbon", "Oslo", "Vienna");
        assertThat(value.get("email").asString()).contains("@");
    }

    @Test
    void refusesADraftThatIsNone() {
        assertThatThrownBy(() -> Caller.quoted("{'$schema':'urn:none'}")).isInstanceOf(SchemaFault.class);
    }
}
