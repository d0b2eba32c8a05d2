package com.plugsky.error;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The one writer of OpenAI's error envelope: {@code {"error":{"message","type","param","code"}}}, all four members always there.
 *
 * <p>Message and parameter come partly from callers and upstreams; they are cut so that a body is never longer than {@link #MAX_BYTES}.
 */
public final class Envelope {
    /** The longest body of an error. */
    public static final int MAX_BYTES = 8 * 1024;

    private static final int MAX_MESSAGE = 4 * 1024 - 3;
    private static final int MAX_PARAM = 512 - 3;
    private static final String CUT = "...";
    private static final String HEX = "0123456789abcdef";

    private Envelope() {}

    /** The envelope as UTF-8 JSON, in one line. */
    public static byte[] bytes(ApiError error) {
        var out = new StringBuilder(256);
        out.append("{\"error\":{\"message\":");
        quoted(out, error.message(), MAX_MESSAGE);
        out.append(",\"type\":");
        quoted(out, error.code().type(), MAX_PARAM);
        out.append(",\"param\":");
        quoted(out, error.param(), MAX_PARAM);
        out.append(",\"code\":");
        quoted(out, error.code().code(), MAX_PARAM);
        out.append("}}");
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void quoted(StringBuilder out, @Nullable String text, int maxBytes) {
        if (text == null) {
            out.append("null");
            return;
        }
        out.append('"');
        int left = maxBytes;
        for (int i = 0; i < text.length(); ) {
            int point = text.codePointAt(i);
            int size = cost(point);
            if (size > left) {
                out.append(CUT);
                break;
            }
            left -= size;
            escaped(out, point);
            i += Character.charCount(point);
        }
        out.append('"');
    }

    /** The bytes that one character takes in the body, its escape included. */
    private static int cost(int point) {
        if (point < 0x20) {
            return 6;
        }
        if (point == '"' || point == '\\') {
            return 2;
        }
        if (point < 0x80) {
            return 1;
        }
        return point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
    }

    private static void escaped(StringBuilder out, int point) {
        switch (point) {
            case '"' -> out.append("\\\"");
            case '\\' -> out.append("\\\\");
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            default -> {
                if (point < 0x20) {
                    out.append("\\u00").append(HEX.charAt(point >> 4)).append(HEX.charAt(point & 15));
                } else if (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE) {
                    out.append('\uFFFD'); // a lone half has no UTF-8 form
                } else {
                    out.appendCodePoint(point);
                }
            }
        }
    }
}
