package com.plugsky.json.lazy;

import com.plugsky.json.scan.Utf8;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.annotation.JsonDeserialize;

/**
 * A JSON string that, if it is long, stands undecoded among the bytes it came with, and keeps them alive. It is decoded once,
 * at the first look at a character; {@link #toString} is the text. Safe for use by many threads while nobody changes the bytes.
 */
@JsonDeserialize(using = LazyTextReader.class)
public final class LazyText implements CharSequence {

    /** The text's bounds were checked when it was found. */
    private static final JsonFactory UNBOUNDED = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private static final int UNKNOWN = -1;
    private static final byte[] NOWHERE = {};

    private final byte[] bytes;
    private final int from;
    private final int to;
    private final int surplus;
    private int length;
    private @Nullable String decoded;

    /**
     * A string that has been looked through.
     *
     * @param from behind the opening quote
     * @param to before the closing one
     * @param surplus how many of the bytes are the rest of an escape
     */
    LazyText(byte[] bytes, int from, int to, int surplus) {
        this.bytes = bytes;
        this.from = from;
        this.to = to;
        this.surplus = surplus;
        this.length = UNKNOWN;
    }

    /** A string that is decoded. */
    LazyText(String decoded) {
        this(NOWHERE, 0, 0, 0);
        this.length = decoded.length();
        this.decoded = decoded;
    }

    /** Whether somebody has looked. */
    boolean isDecoded() {
        return decoded != null;
    }

    @Override
    public String toString() {
        String text = decoded;
        if (text == null) {
            text = decode();
            decoded = text;
        }
        return text;
    }

    private String decode() {
        try (JsonParser parser = UNBOUNDED.createParser(ObjectReadContext.empty(), bytes, from - 1, to - from + 2)) {
            parser.nextToken();
            return parser.getString();
        }
    }

    /** Told without decoding: a look through the bytes is enough. */
    @Override
    public int length() {
        int told = length;
        if (told == UNKNOWN) {
            told = to - from - surplus - Utf8.surplus(bytes, from, to);
            length = told;
        }
        return told;
    }

    @Override
    public char charAt(int index) {
        return toString().charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return toString().subSequence(start, end);
    }
}
