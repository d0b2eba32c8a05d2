package com.plugsky.json.lazy;

import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.io.IOContext;
import tools.jackson.core.json.UTF8StreamJsonParser;
import tools.jackson.core.sym.ByteQuadsCanonicalizer;

/** Jackson's parser of UTF-8 that can also step over a long string and leave it undecoded. */
final class LazyParser extends UTF8StreamJsonParser {

    /** A string of fewer bytes is decoded in less time than it takes to put it off. */
    private static final int SHORT = 256;

    private final StringScan scan = new StringScan();

    /** What a parser gets from its factory and its reader. */
    record Means(ObjectReadContext reading, IOContext io, int features, int formats, ByteQuadsCanonicalizer names) {}

    LazyParser(Means means, byte[] bytes, int from, int to) {
        super(means.reading, means.io, means.features, means.formats, null, means.names, bytes, from, to, 0, false);
    }

    /**
     * The string that is the current token, whose text must not be asked for in another way.
     *
     * <p>Its bytes are taken for UTF-8 unseen.
     */
    LazyText text() {
        if (!_tokenIncomplete || _currToken != JsonToken.VALUE_STRING) {
            return new LazyText(getString());
        }
        int from = _inputPtr;
        int close = scan.end(_inputBuffer, from, _inputEnd);
        if (close - from < SHORT) {
            return new LazyText(getString()); // which also tells what is wrong with it
        }
        streamReadConstraints().validateStringLength(close - from);
        _tokenIncomplete = false;
        _inputPtr = close + 1;
        return new LazyText(_inputBuffer, from, close, scan.surplus());
    }
}
