package com.plugsky.json.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

class JsonCursorTest {

    private static final String DAMAGE = " \t\n\"\\{}[]:,0159-.eEtrufalsn\u0001";
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                " { \"a\" :\t[ 1 ,\r\n-0.5e+10, true,false,null , \"\" ] } ",
                "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\uD83D\\ude00\"",
                "\"plain text that is longer than eight bytes, é and 😀\"",
                "[[[[{}]]],{\"\":{\"\":[]}}]",
                "0",
                "-1E5"
            })
    void passesJson(String text) throws BrokenJson {
        byte[] bytes = (text + "x").getBytes(StandardCharsets.UTF_8);
        var json = new JsonCursor();
        json.over(bytes, 0, bytes.length - 1);
        json.skip();
        json.end();
        assertThat(json.at()).isEqualTo(bytes.length - 1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{            | true",
                "{\"a         | true",
                "{\"a\"       | true",
                "{\"a\":      | true",
                "{\"a\":1     | true",
                "{\"a\":1,    | true",
                "[1,          | true",
                "\"\\u12      | true",
                "\"\\         | true",
                "tru          | true",
                "-            | true",
                "1.           | true",
                "1e+          | true",
                "{]           | false",
                "{,}          | false",
                "{\"a\":1,}   | false",
                "{\"a\" 1}    | false",
                "{a:1}        | false",
                "[1,]         | false",
                "[1 2]        | false",
                "[1}          | false",
                "01           | false",
                "1x           | false",
                "+1           | false",
                ".5           | false",
                "trux         | false",
                "\"\\x\"      | false",
                "\"\\u12g4\"  | false",
                "nan          | false",
                "{} {}        | false"
            })
    void tellsTextsThatAreCutFromOthers(String text, boolean cut) {
        BrokenJson broken = catchThrowableOfType(BrokenJson.class, () -> pass(bytes(text)));
        assertThat(broken.isCut()).isEqualTo(cut);
    }

    @Test
    void refusesControlCharactersWhereverTheyStandInAText() {
        for (int at = 0; at < 20; at++) {
            byte[] text = bytes("\"" + "x".repeat(20) + "\"");
            text[at + 1] = (byte) (at + 1);
            assertThat(catchThrowableOfType(BrokenJson.class, () -> pass(text)).isCut())
                    .isFalse();
        }
    }

    @Test
    void boundsTheDepth() throws BrokenJson {
        pass(bytes("[".repeat(JsonCursor.MAX_DEPTH) + "]".repeat(JsonCursor.MAX_DEPTH)));
        byte[] deeper = bytes("[".repeat(JsonCursor.MAX_DEPTH + 1) + "]".repeat(JsonCursor.MAX_DEPTH + 1));
        assertThat(catchThrowableOfType(BrokenJson.class, () -> pass(deeper)).isCut())
                .isFalse();
    }

    @Test
    void agreesWithAParserAboutDamagedTexts() {
        var random = new Random(5);
        int broken = 0;
        for (int i = 0; i < 50_000; i++) {
            byte[] text = bytes(new RandomJson(random).value(3));
            for (int damages = random.nextInt(3); damages > 0; damages--) {
                byte other = (byte) DAMAGE.charAt(random.nextInt(DAMAGE.length()));
                int at = random.nextInt(text.length);
                text[at] = text[at] < 0 ? text[at] : other; // what is no UTF-8 is no matter of the cursor's
            }
            boolean passes = passes(text);
            assertThat(passes).as(new String(text, StandardCharsets.UTF_8)).isEqualTo(parses(text));
            broken += passes ? 0 : 1;
        }
        assertThat(broken).isBetween(10_000, 40_000);
    }

    private static void pass(byte[] text) throws BrokenJson {
        var json = new JsonCursor();
        json.over(text, 0, text.length);
        json.skip();
        json.end();
    }

    private static boolean passes(byte[] text) {
        try {
            pass(text);
            return true;
        } catch (BrokenJson e) {
            return false;
        }
    }

    private static boolean parses(byte[] text) {
        try {
            return !JSON.readTree(text).isMissingNode();
        } catch (JacksonException e) {
            return false;
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
