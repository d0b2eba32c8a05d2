package com.plugsky.chat.fault;

import com.plugsky.json.StrictJson;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * What stands at a place of a body; looked up only when a refusal is worded.
 *
 * @param token null if nothing stands there
 * @param text of a string or number, cut for people to read
 */
public record Found(@Nullable JsonToken token, String text) {

    private static final int MAX_SHOWN = 64;
    private static final Found NOTHING = new Found(null, "");

    static Found in(StrictJson json, byte[] body, Place place) {
        try (JsonParser parser = json.mapper().createParser(body)) {
            parser.nextToken();
            for (Object step : place.steps()) {
                boolean there = step instanceof Integer index ? item(parser, index) : member(parser, (String) step);
                if (!there) {
                    return NOTHING;
                }
            }
            JsonToken token = parser.currentToken();
            return new Found(token, token != null && token.isScalarValue() ? shown(parser.getString()) : "");
        }
    }

    /** The value as a message names it: a string in quotes, a number as it is, else its kind. */
    String shown() {
        if (token == null) {
            return "missing";
        }
        return switch (token) {
            case VALUE_STRING -> "'" + text + "'";
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> text;
            default -> Kind.name(token);
        };
    }

    /** Cuts a caller's text so that a message stays readable. */
    public static String shown(String text) {
        return text.codePointCount(0, text.length()) <= MAX_SHOWN
                ? text
                : text.substring(0, text.offsetByCodePoints(0, MAX_SHOWN)) + "...";
    }

    private static boolean member(JsonParser parser, String name) {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            return false;
        }
        for (String next = parser.nextName(); next != null; next = parser.nextName()) {
            parser.nextToken();
            if (next.equals(name)) {
                return true;
            }
            parser.skipChildren();
        }
        return false;
    }

    private static boolean item(JsonParser parser, int index) {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            return false;
        }
        for (int i = 0; i <= index; i++) {
            if (parser.nextToken() == JsonToken.END_ARRAY) {
                return false;
            }
            if (i < index) {
                parser.skipChildren();
            }
        }
        return true;
    }
}
