package com.plugsky.json.lazy;

import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.io.IOContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonFactoryBuilder;

/**
 * Makes parsers of JSON that, where it lies in memory as UTF-8, need not decode all of it; no other encoding is guessed at
 * there. Safe for use by many threads.
 */
public final class LazyFactory extends JsonFactory {

    private static final long serialVersionUID = 1L;

    /** A factory with these bounds and features, canonical names among them. */
    public LazyFactory(JsonFactoryBuilder builder) {
        super(builder.enable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES));
    }

    @Override
    protected JsonParser _createParser(ObjectReadContext reading, IOContext io, byte[] data, int offset, int length) {
        _checkRangeBoundsForByteArray(data, offset, length);
        _streamReadConstraints.validateDocumentLength(length);
        var names = _byteSymbolCanonicalizer.makeChild(_factoryFeatures);
        int features = reading.getStreamReadFeatures(_streamReadFeatures);
        int formats = reading.getFormatReadFeatures(_formatReadFeatures);
        var means = new LazyParser.Means(reading, io, features, formats, names);
        return new LazyParser(means, data, offset, offset + length);
    }
}
