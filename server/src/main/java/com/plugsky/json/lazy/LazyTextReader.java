package com.plugsky.json.lazy;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.util.JsonParserDelegate;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdScalarDeserializer;

/** Reads a string, and nothing else as one: a long one undecoded, if it comes straight from a parser of {@link LazyFactory}. */
final class LazyTextReader extends StdScalarDeserializer<LazyText> {

    LazyTextReader() {
        super(LazyText.class);
    }

    @Override
    public LazyText deserialize(JsonParser parser, DeserializationContext context) {
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            return (LazyText) context.handleUnexpectedToken(LazyText.class, parser);
        }
        return source(parser) instanceof LazyParser lazy ? lazy.text() : new LazyText(parser.getString());
    }

    /** The parser that the token comes from: behind a union's discriminator it is wrapped. */
    private static JsonParser source(JsonParser parser) {
        JsonParser source = parser;
        while (source instanceof JsonParserDelegate wrapped) {
            source = wrapped.delegate();
        }
        return source;
    }
}
