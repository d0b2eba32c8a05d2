package com.plugsky.json.lazy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.plugsky.contract.model.Message;
import com.plugsky.contract.model.UserContent;
import com.plugsky.contract.model.UserMessage;
import com.plugsky.json.scan.Utf8;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.json.JsonMapper;

class LazyParserTest {

    private static final String[] PIECES = {
        "plain text of some length",
        "and much more of it, so that it is long enough to be left alone; ".repeat(4),
        "a",
        " ",
        "\\n",
        "\\\"",
        "\\\\",
        "\\/",
        "\\b\\f\\r\\t",
        "\\u00e4",
        "\\ud83d\\uDE00",
        "\\ud800",
        "\u00e4\u4e16\ud83d\ude00",
        "\u007f",
        "01234567",
        "'",
        "{[,:]}"
    };
    private static final String[] FAULTS = {"\n", "\u0000", "\u001f", "\\x", "\\u12", "\\u12g4", "\\", "\""};

    private final JsonFactory ours = new LazyFactory(JsonFactory.builder());
    private final JsonFactory jacksons = JsonFactory.builder().build();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void saysWhatJacksonSays(long seed) {
        var random = new Random(seed);
        int lazy = 0;
        for (int i = 0; i < 2_000; i++) {
            byte[] json = document(random);
            var told = new Told();
            assertThat(told.of(ours, json)).as(() -> new String(json, UTF_8)).isEqualTo(new Told().of(jacksons, json));
            lazy += told.lazy;
        }
        assertThat(lazy).isBetween(500, 6_000);
    }

    @Test
    void tellsTheLengthUndecodedAndThenTheText() {
        String text = "x".repeat(300) + "\\n\\u00e4\u00e4\u4e16\ud83d\ude00";

        LazyText read = read(ours, '"' + text + '"');

        assertThat(read).hasSize(306);
        assertThat(read.isDecoded()).isFalse();
        assertThat(read).hasToString("x".repeat(300) + "\nää世😀");
        assertThat(read.charAt(300)).isEqualTo('\n');
        assertThat(read.subSequence(301, 303)).hasToString("ää");
        assertThat(read.toString()).isSameAs(read.toString());
    }

    @Test
    void decodesShortTextsAtOnce() {
        LazyText read = read(ours, "\"short\"");

        assertThat(read.isDecoded()).isTrue();
        assertThat(read).hasToString("short").hasSize(5);
    }

    @Test
    void boundsTheLengthOfAText() {
        var constraints = StreamReadConstraints.builder().maxStringLength(400).build();
        var bounded = new LazyFactory(JsonFactory.builder().streamReadConstraints(constraints));

        assertThat(read(bounded, '"' + "x".repeat(400) + '"')).hasSize(400);
        assertThatThrownBy(() -> read(bounded, '"' + "x".repeat(401) + '"'))
                .isInstanceOf(StreamConstraintsException.class);
    }

    @Test
    void staysUndecodedInWhatIsMadeOfIt() {
        var mapper = new JsonMapper(ours);
        String text = "x".repeat(300);

        byte[] json = ("{\"role\":\"user\",\"content\":\"" + text + "\"}").getBytes(UTF_8);
        UserMessage message = (UserMessage) mapper.readValue(json, Message.class);

        assertThat(message.getContent())
                .isInstanceOfSatisfying(
                        UserContent.Text.class,
                        content -> assertThat(content.value())
                                .isInstanceOfSatisfying(
                                        LazyText.class,
                                        value -> assertThat(value.isDecoded()).isFalse())
                                .hasToString(text));
    }

    private static LazyText read(JsonFactory factory, String json) {
        try (JsonParser parser = new JsonMapper(factory).createParser(json.getBytes(UTF_8))) {
            parser.nextToken();
            return text(parser);
        }
    }

    private static LazyText text(JsonParser parser) {
        return parser instanceof LazyParser lazy ? lazy.text() : new LazyText(parser.getString());
    }

    /** What a reader of tokens meets, places included. */
    private static final class Told {

        private final StringBuilder told = new StringBuilder();
        private int lazy;

        String of(JsonFactory factory, byte[] json) {
            try (JsonParser parser = new JsonMapper(factory).createParser(json)) {
                for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                    told.append(token).append(' ');
                    if (token == JsonToken.VALUE_STRING) {
                        string(parser);
                    }
                }
            } catch (JacksonException fault) {
                told.append("fault ").append(fault.getOriginalMessage());
                told.append(
                        fault.getLocation() == null ? -1 : fault.getLocation().getByteOffset());
            }
            return told.toString();
        }

        private void string(JsonParser parser) {
            LazyText text = text(parser);
            lazy += text.isDecoded() ? 0 : 1;
            told.append(text.length()).append(' ').append(text).append(' ');
            told.append(parser.currentTokenLocation().getByteOffset()).append(' ');
            told.append(parser.currentLocation().getByteOffset()).append(' ');
        }
    }

    private static byte[] document(Random random) {
        var out = new ByteArrayOutputStream();
        out.writeBytes("{\"a\":[\"".getBytes(UTF_8));
        for (int i = random.nextInt(3); i >= 0; i--) {
            for (int n = random.nextInt(24); n > 0; n--) {
                out.writeBytes(PIECES[random.nextInt(PIECES.length)].getBytes(UTF_8));
            }
            if (random.nextInt(8) == 0) {
                out.writeBytes(FAULTS[random.nextInt(FAULTS.length)].getBytes(UTF_8));
            }
            out.writeBytes((i == 0 ? "\"]}" : "\" , \"").getBytes(UTF_8));
        }
        byte[] whole = out.toByteArray();
        byte[] json = random.nextInt(20) == 0 ? Arrays.copyOf(whole, random.nextInt(whole.length)) : whole;
        return Utf8.firstFault(json) < 0 ? json : whole;
    }
}
