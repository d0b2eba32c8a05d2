package com.plugsky.conformance;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** JSON in the kit: strict for what a server sent, with single quotes for what rules write. */
public final class Json {
    public static final JsonMapper STRICT = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    private static final JsonMapper RELAXED =
            JsonMapper.builder().enable(JsonReadFeature.ALLOW_SINGLE_QUOTES).build();

    private Json() {}

    /** Reads what a server sent; anything but one JSON value fails the rule. */
    public static JsonNode read(String text) {
        try {
            return STRICT.readTree(text);
        } catch (JacksonException bad) {
            throw Unmet.fail("not JSON: " + excerpt(text));
        }
    }

    /** The same, but a missing node for what is none. */
    static JsonNode lenient(String text) {
        try {
            return STRICT.readTree(text);
        } catch (JacksonException bad) {
            return STRICT.missingNode();
        }
    }

    /** Reads a literal of a rule: JSON with single quotes. */
    public static ObjectNode of(String text) {
        return (ObjectNode) RELAXED.readTree(text);
    }

    public static byte[] bytes(JsonNode node) {
        return STRICT.writeValueAsBytes(node);
    }

    /** The bytes of a node in which a text that it has once is filled up: a large body without a large tree. */
    public static byte[] filled(JsonNode node, String place, char fill, int times) {
        String text = STRICT.writeValueAsString(node);
        int at = text.indexOf(place);
        byte[] before = text.substring(0, at).getBytes(StandardCharsets.UTF_8);
        byte[] after = text.substring(at + place.length()).getBytes(StandardCharsets.UTF_8);
        byte[] all = Arrays.copyOf(before, before.length + times + after.length);
        Arrays.fill(all, before.length, before.length + times, (byte) fill);
        System.arraycopy(after, 0, all, before.length + times, after.length);
        return all;
    }

    /** At most 200 characters of a text, for a reason. */
    public static String excerpt(String text) {
        String line = text.replace("\r", "\\r").replace("\n", "\\n");
        return line.length() <= 200 ? line : line.substring(0, 200) + "... (" + text.length() + " characters)";
    }
}
