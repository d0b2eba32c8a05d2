package com.plugsky.engine.embedded.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.plugsky.engine.embedded.schema.goal.Unsatisfiable;
import com.plugsky.json.SchemaFault;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Schemas that are made to cost time or room: each ends, in a value or in a refusal. */
class HostileSchemasTest {

    /** No measure of speed: what does not end would never come here. */
    private static final Duration NEVER = Duration.ofMinutes(2);

    record Hostile(String name, String schema) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Hostile> schemas() {
        return Stream.of(endless(), patterns(), sizes(), combinations(), nests(), names())
                .flatMap(each -> each);
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void endsInAValueOrARefusal(Hostile hostile) {
        Throwable thrown = Assertions.assertTimeoutPreemptively(
                NEVER,
                () -> catchThrowable(
                        () -> new InstanceMaker(Caller.quoted(hostile.schema()), SchemaBounds.DEFAULTS).make(1)));
        if (thrown != null) {
            assertThat(thrown).isInstanceOfAny(Unsatisfiable.class, SchemaFault.class);
            assertThat(thrown.getMessage()).isNotBlank().hasSizeLessThan(600);
        }
    }

    private static Stream<Hostile> endless() {
        return Stream.of(
                new Hostile("itself", "{'$ref':'#'}"),
                new Hostile("itself by allOf", "{'allOf':[{'$ref':'#'}]}"),
                new Hostile("itself by not", "{'not':{'$ref':'#'}}"),
                new Hostile("a branch of itself", "{'oneOf':[{'$ref':'#'},{'type':'string'}]}"),
                new Hostile(
                        "three children each",
                        "{'type':'object','properties':{'a':{'$ref':'#'},'b':{'$ref':'#'},'c':{'$ref':'#'}},"
                                + "'required':['a','b','c']}"),
                new Hostile("lists of three lists", "{'type':'array','minItems':3,'items':{'$ref':'#'}}"),
                new Hostile(
                        "lists that end in nothing",
                        "{'type':'array','minItems':3,'items':{'anyOf':[{'$ref':'#'},{'$ref':'#'},"
                                + "{'type':'string','pattern':'^b$','minLength':3}]}}"),
                new Hostile(
                        "hundreds of choices at each of sixty levels",
                        "{'$ref':'#/$defs/d0','$defs':{'c':{'allOf':["
                                + each(300, ",", "{'anyOf':[{'minProperties':1},{'title':'x'}]}")
                                + "]},"
                                + each(
                                        60,
                                        ",",
                                        "'d%1$d':{'type':'object','properties':{'a':{'$ref':'#/$defs/d%2$d'}},"
                                                + "'required':['a'],'allOf':[{'$ref':'#/$defs/c'}]}")
                                + ",'d60':true}}"),
                new Hostile(
                        "each of forty needs two others",
                        "{'$ref':'#/$defs/d0','$defs':{"
                                + each(
                                        40,
                                        ",",
                                        "'d%1$d':{'type':'object','properties':{"
                                                + "'x':{'anyOf':[{'$ref':'#/$defs/d%2$d'},{'$ref':'#/$defs/d%3$d'}]},"
                                                + "'y':{'$ref':'#/$defs/d%3$d'}},'required':['x','y']}")
                                + ",'d40':{'$ref':'#/$defs/d0'},'d41':{'$ref':'#/$defs/d1'}}}"));
    }

    private static Stream<Hostile> patterns() {
        return Stream.of(
                new Hostile(
                        "nested repetition",
                        "{'type':'string','pattern':'^(([a-z])+.)+[A-Z]([a-z])+$','minLength':5000}"),
                new Hostile("two ways to repeat", "{'type':'string','pattern':'^(a|aa)+$','minLength':60000}"),
                new Hostile(
                        "repetition of repetition",
                        "{'type':'string','pattern':'^((a+)+)+b$','maxLength':3,'minLength':3}"),
                new Hostile("a back reference", "{'type':'string','pattern':'^(a+a+)+\\\\1!$','minLength':2000}"),
                new Hostile(
                        "counts of counts",
                        "{'type':'string','pattern':'" + "(".repeat(10) + "a" + "{99})".repeat(10) + "'}"),
                new Hostile(
                        "a far choice", "{'type':'string','not':{'pattern':'[ab][ab]{30}c'},'pattern':'^[abc]{64}$'}"),
                new Hostile(
                        "patterns that exclude each other",
                        "{'type':'string','allOf':[" + each(60, ",", "{'pattern':'^.{%1$d}[^%1$d]'}")
                                + ",{'pattern':'^0{70}$'}]}"),
                new Hostile(
                        "many counters",
                        "{'type':'string','allOf':[" + each(20, ",", "{'pattern':'^(.{%1$d7})+$'}")
                                + "],'maxLength':60000,'minLength':30000}"),
                new Hostile("a class of everything", "{'type':'string','pattern':'^[^\\\\s\\\\S]$'}"),
                new Hostile(
                        "looks ahead",
                        "{'type':'string','pattern':'^" + each(12, "", "(?=.*[%1$d-9]{%1$d})") + ".{40}$'}"));
    }

    private static Stream<Hostile> sizes() {
        return Stream.of(
                new Hostile("a long text", "{'type':'string','minLength':1000000000}"),
                new Hostile("many items", "{'type':'array','minItems':1000000000}"),
                new Hostile("many members", "{'type':'object','minProperties':1000000000}"),
                new Hostile("more than a number", "{'type':'array','minItems':1e300,'maxItems':1e301}"),
                new Hostile(
                        "long texts in long lists",
                        "{'type':'array','minItems':4096,'items':{'type':'string','minLength':65536}}"),
                new Hostile(
                        "long lists in long lists",
                        "{'type':'array','minItems':4000,'uniqueItems':true,"
                                + "'items':{'type':'array','minItems':4000,'items':{'type':'integer'}}}"),
                new Hostile(
                        "all different",
                        "{'type':'array','minItems':4096,'uniqueItems':true,'items':{'type':'string','maxLength':2}}"),
                new Hostile(
                        "all different, too few",
                        "{'type':'array','minItems':4000,'uniqueItems':true,'items':{'type':'string','maxLength':1}}"),
                new Hostile(
                        "one of very many",
                        "{'type':'array','minItems':4000,'uniqueItems':true,'items':{'enum':[" + each(9000, ",", "%1$d")
                                + "]}}"),
                new Hostile("small steps far away", "{'type':'number','multipleOf':1e-300,'minimum':1e300}"),
                new Hostile(
                        "no common step",
                        "{'type':'number','allOf':[" + each(200, ",", "{'multipleOf':%1$d.%2$d1}") + "],'minimum':1}"),
                new Hostile("a number too large", "{'type':'number','minimum':1e400}"),
                new Hostile("a step too small", "{'type':'number','multipleOf':1e-400}"));
    }

    private static Stream<Hostile> combinations() {
        return Stream.of(
                new Hostile(
                        "two to the thirty",
                        "{'allOf':["
                                + each(
                                        30,
                                        ",",
                                        "{'anyOf':[{'properties':{'p%1$d':{'const':1}}},{'properties':{'p%1$d':{'const':2}}}]}")
                                + "],'type':'object','required':['p0','p29'],'properties':{'p29':{'const':3}}}"),
                new Hostile(
                        "two to the thirty of numbers",
                        "{'allOf':[" + each(30, ",", "{'anyOf':[{'multipleOf':%2$d},{'not':{'multipleOf':%3$d}}]}")
                                + "],'type':'integer','minimum':1,'maximum':9}"),
                new Hostile(
                        "three hundred of one kind",
                        "{'oneOf':["
                                + each(
                                        300,
                                        ",",
                                        "{'type':'object','properties':{'k':{'type':'integer'}},'required':['k']}")
                                + "]}"),
                new Hostile(
                        "three hundred kinds",
                        "{'oneOf':["
                                + each(300, ",", "{'type':'object','properties':{'k':{'const':%1$d}},'required':['k']}")
                                + "]}"),
                new Hostile(
                        "none of three hundred",
                        "{'type':'object','not':{'anyOf':["
                                + each(
                                        300,
                                        ",",
                                        "{'properties':{'k%1$d':{'type':'integer'}},'required':['k%1$d'],'minProperties':%1$d}")
                                + "]},'minProperties':3}"));
    }

    private static Stream<Hostile> nests() {
        return Stream.of(
                new Hostile(
                        "conditions in conditions",
                        "{'if':{'minimum':0},'then':".repeat(15) + "{'maximum':-1}" + "}".repeat(15)),
                new Hostile("not in not", "{'not':".repeat(31) + "{'type':'string'}" + "}".repeat(31)),
                new Hostile("deep allOf", "{'allOf':[".repeat(15) + "{'type':'string'}" + "]}".repeat(15)),
                new Hostile("too deep allOf", "{'allOf':[".repeat(20) + "{'type':'string'}" + "]}".repeat(20)),
                new Hostile(
                        "nine pigeons in eight holes",
                        "{'type':'array','prefixItems':[" + each(9, ",", "{'enum':[1,2,3,4,5,6,7,8]}")
                                + "],'minItems':9,'uniqueItems':true}"));
    }

    private static Stream<Hostile> names() {
        return Stream.of(
                new Hostile("short names", "{'type':'object','minProperties':4000,'propertyNames':{'maxLength':1}}"),
                new Hostile(
                        "names of no kind",
                        "{'type':'object','minProperties':3,'propertyNames':{'allOf':["
                                + "{'pattern':'^a'},{'pattern':'^[^a]'}]}}"),
                new Hostile(
                        "a chain of names",
                        "{'type':'object','required':['n0'],'dependentRequired':{"
                                + each(3000, ",", "'n%1$d':['n%2$d']") + "}}"),
                new Hostile(
                        "schemas of members",
                        "{'type':'object','dependentSchemas':{" + each(300, ",", "'n%1$d':{'required':['n%2$d']}")
                                + "},'required':['n0']}"),
                new Hostile(
                        "many patterns of names",
                        "{'type':'object','patternProperties':{" + each(300, ",", "'^.*%1$d.*$':{'minLength':%1$d}")
                                + "},'additionalProperties':false,'minProperties':300}"),
                new Hostile(
                        "unevaluated all over",
                        "{'type':'object','unevaluatedProperties':false,'allOf':["
                                + each(300, ",", "{'properties':{'n%1$d':true}}") + "],'minProperties':301}"));
    }

    /** Text for each of so many numbers: the number, the next one and the one after that. */
    private static String each(int count, String between, String text) {
        return IntStream.range(0, count)
                .mapToObj(i -> text.formatted(i, i + 1, i + 2))
                .collect(Collectors.joining(between));
    }
}
