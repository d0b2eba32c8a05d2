package com.plugsky.json.scan;

import java.nio.charset.StandardCharsets;

/** Texts as they stand in JSON. */
public final class JsonText {

    private static final String ESCAPES = "bfnrt";
    private static final String ESCAPED = "\b\f\n\r\t";
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private JsonText() {}

    /** The text of a whole string, from quote to quote. */
    public static String decoded(byte[] json, int from, int to) {
        String raw = new String(json, from + 1, to - from - 2, StandardCharsets.UTF_8);
        if (raw.indexOf('\\') < 0) {
            return raw;
        }
        var text = new StringBuilder(raw.length());
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c != '\\') {
                text.append(c);
                continue;
            }
            char kind = raw.charAt(++i);
            int escape = ESCAPES.indexOf(kind);
            if (kind == 'u') {
                text.append((char) Integer.parseInt(raw, i + 1, i + 5, 16));
                i += 4;
            } else {
                text.append(escape < 0 ? kind : ESCAPED.charAt(escape));
            }
        }
        return text.toString();
    }

    /** A text in quotes, escaped no more than it must be. */
    public static byte[] quoted(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        return quoted(utf8, 0, utf8.length);
    }

    /** A text in UTF-8 in quotes, escaped no more than it must be. */
    public static byte[] quoted(byte[] utf8, int from, int to) {
        int length = 2;
        for (int i = from; i < to; i++) {
            length += length(utf8[i]);
        }
        byte[] out = new byte[length];
        int at = 0;
        out[at++] = '"';
        for (int i = from; i < to; i++) {
            byte b = utf8[i];
            switch (length(b)) {
                case 1 -> out[at++] = b;
                case 2 -> {
                    out[at++] = '\\';
                    out[at++] = b;
                }
                default -> {
                    System.arraycopy(new byte[] {'\\', 'u', '0', '0', HEX[b >> 4], HEX[b & 15]}, 0, out, at, 6);
                    at += 6;
                }
            }
        }
        out[at] = '"';
        return out;
    }

    private static int length(byte b) {
        if (b == '"' || b == '\\') {
            return 2;
        }
        return b >= 0 && b < ' ' ? 6 : 1;
    }
}
