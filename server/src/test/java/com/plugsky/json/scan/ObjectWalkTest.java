package com.plugsky.json.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class ObjectWalkTest {

    private static final JsonMapper JSON = new JsonMapper();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                                  | | {'z':0}",
                "{ }                                 | | {'z':0 }",
                "{'a':1}                             | | {'a':1,'z':0}",
                "{'a':1}                             | a | {'z':0}",
                "{ 'a' : 1 , 'b' : 2 , 'c' : 3 }     | a | { 'b' : 2 , 'c' : 3,'z':0 }",
                "{ 'a' : 1 , 'b' : 2 , 'c' : 3 }     | b | { 'a' : 1 , 'c' : 3,'z':0 }",
                "{ 'a' : 1 , 'b' : 2 , 'c' : 3 }     | c | { 'a' : 1 , 'b' : 2,'z':0 }",
                "{ 'a' : 1 , 'b' : 2 , 'c' : 3 }     | ab | { 'c' : 3,'z':0 }",
                "{ 'a' : 1 , 'b' : 2 , 'c' : 3 }     | bc | { 'a' : 1,'z':0 }",
                "{ 'a' : 1 , 'b' : 2 , 'c' : 3 }     | ac | { 'b' : 2,'z':0 }",
                "{ 'a' : 1 , 'b' : 2 , 'c' : 3 }     | abc | {'z':0  }",
                "{'\\u0061':[1,{'a':2}],'b':'a'}     | a | {'b':'a','z':0}"
            })
    void leavesOutAndAdds(String object, String names, String expected) throws BrokenJson {
        String out = edited(object.replace('\'', '"'), names == null ? "" : names, true);
        assertThat(out).isEqualTo(expected.replace('\'', '"'));
    }

    @Test
    void keepsTheRestOfAnyObject() throws BrokenJson {
        var random = new Random(3);
        for (int i = 0; i < 20_000; i++) {
            var texts = new RandomJson(random);
            var object = new StringBuilder("{").append(texts.space());
            for (char name = 'a'; name < 'a' + random.nextInt(6); name++) {
                object.append(name == 'a' ? "" : "," + texts.space()).append(texts.quoted(String.valueOf(name)));
                object.append(texts.space())
                        .append(':')
                        .append(texts.space())
                        .append(texts.value(2))
                        .append(texts.space());
            }
            object.append('}');
            String gone = texts.one("", "a", "b", "ab", "bc", "ace", "abcdef", "de");
            boolean add = random.nextBoolean();

            var expected = (ObjectNode) JSON.readTree(object.toString());
            gone.chars().forEach(name -> expected.remove(Character.toString(name)));
            if (add) {
                expected.put("z", 0);
            }
            assertThat(JSON.readTree(edited(object.toString(), gone, add)))
                    .as(object + " without " + gone)
                    .isEqualTo(expected);
        }
    }

    @Test
    void addsSeveralMembers() throws BrokenJson {
        byte[] text = "{}".getBytes(StandardCharsets.UTF_8);
        var json = new JsonCursor();
        var edits = new Edits();
        var walk = new ObjectWalk(json, edits);
        json.over(text, 0, text.length);
        walk.begin();
        assertThat(walk.next()).isFalse();
        assertThat(walk.isEmpty()).isTrue();
        for (int i = 0; i < 20; i++) {
            walk.add(("\"" + i + "\":" + i).getBytes(StandardCharsets.UTF_8));
        }
        String out = new String(edits.applied(text, 0, text.length), StandardCharsets.UTF_8);
        assertThat(JSON.readTree(out).propertyNames()).hasSize(20);
        assertThat(out).startsWith("{\"0\":0,\"1\":1,").endsWith(",\"19\":19}");
    }

    private static String edited(String object, String gone, boolean add) throws BrokenJson {
        byte[] text = object.getBytes(StandardCharsets.UTF_8);
        var json = new JsonCursor();
        var edits = new Edits();
        var walk = new ObjectWalk(json, edits);
        json.over(text, 0, text.length);
        walk.begin();
        while (walk.next()) {
            json.skip();
            for (String name : gone.isEmpty() ? Set.<String>of() : Set.of(gone.split(""))) {
                if (walk.is(name.getBytes(StandardCharsets.UTF_8))) {
                    walk.leaveOut();
                }
            }
        }
        json.end();
        if (add) {
            walk.add("\"z\":0".getBytes(StandardCharsets.UTF_8));
        }
        return new String(edits.applied(text, 0, text.length), StandardCharsets.UTF_8);
    }
}
