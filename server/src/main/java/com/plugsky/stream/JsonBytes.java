package com.plugsky.stream;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A growing piece of JSON in UTF-8, written by hand since it is on the way of every answer.
 *
 * <p>Texts are escaped so that no reader of lines breaks on them: control characters, and the line separators of
 * Unicode. Half a surrogate pair becomes U+FFFD. One thread at a time.
 */
public final class JsonBytes {

    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private byte[] bytes;
    private int size;

    public JsonBytes(int capacity) {
        this.bytes = new byte[capacity];
    }

    /** The bytes from 0 to {@link #size}; valid until the next write. */
    public byte[] array() {
        return bytes;
    }

    public int size() {
        return size;
    }

    public byte[] toByteArray() {
        return Arrays.copyOf(bytes, size);
    }

    /** Forgets what was written and keeps the space. */
    public void clear() {
        size = 0;
    }

    /** Adds bytes that are JSON already. */
    public JsonBytes raw(byte[] json) {
        reserve(json.length);
        System.arraycopy(json, 0, bytes, size, json.length);
        size += json.length;
        return this;
    }

    /** Adds the first bytes of an array that are JSON already. */
    public JsonBytes raw(byte[] json, int length) {
        reserve(length);
        System.arraycopy(json, 0, bytes, size, length);
        size += length;
        return this;
    }

    /** Adds ASCII that is JSON already. */
    @SuppressWarnings("deprecation") // the one copy of a Latin-1 string without a new array
    public JsonBytes raw(String json) {
        int length = json.length();
        reserve(length);
        json.getBytes(0, length, bytes, size);
        size += length;
        return this;
    }

    public JsonBytes number(long value) {
        return raw(Long.toString(value));
    }

    /** Adds a text in quotes. */
    public JsonBytes quoted(String text) {
        return raw("\"").text(text, 0, text.length()).raw("\"");
    }

    /** Adds a piece of a text, escaped, without quotes. */
    public JsonBytes text(String text, int from, int to) {
        reserve((to - from) * 6);
        byte[] out = bytes;
        int at = size;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c >= ' ' && c < 0x7f && c != '"' && c != '\\') {
                out[at++] = (byte) c;
            } else if (c < 0x80) {
                at = escape(out, at, c);
            } else if (i + 1 < to && Character.isSurrogatePair(c, text.charAt(i + 1))) {
                at = four(out, at, Character.toCodePoint(c, text.charAt(++i)));
            } else {
                at = upToThree(out, at, Character.isSurrogate(c) ? '\ufffd' : c);
            }
        }
        size = at;
        return this;
    }

    /** Adds a piece of a text in UTF-8, escaped, without quotes. Bytes that are no character become U+FFFD. */
    public JsonBytes utf8(byte[] text, int from, int to) {
        reserve((to - from) * 6);
        byte[] out = bytes;
        int at = size;
        for (int i = from; i < to; i++) {
            byte b = text[i];
            if (b >= ' ' && b < 0x7f && b != '"' && b != '\\') {
                out[at++] = b;
            } else if (b >= 0) {
                at = escape(out, at, (char) b);
            } else {
                size = at;
                return other(text, i, to);
            }
        }
        size = at;
        return this;
    }

    /** The same for a text that is not ASCII, which is rare. */
    private JsonBytes other(byte[] text, int from, int to) {
        String rest = new String(text, from, to - from, StandardCharsets.UTF_8);
        return text(rest, 0, rest.length());
    }

    private static int escape(byte[] out, int at, char c) {
        int next = at;
        out[next++] = '\\';
        switch (c) {
            case '"', '\\' -> out[next++] = (byte) c;
            case '\n' -> out[next++] = 'n';
            case '\r' -> out[next++] = 'r';
            case '\t' -> out[next++] = 't';
            default -> next = unicode(out, next, c);
        }
        return next;
    }

    private static int unicode(byte[] out, int at, char c) {
        out[at] = 'u';
        out[at + 1] = HEX[c >> 12];
        out[at + 2] = HEX[(c >> 8) & 15];
        out[at + 3] = HEX[(c >> 4) & 15];
        out[at + 4] = HEX[c & 15];
        return at + 5;
    }

    private static int upToThree(byte[] out, int at, char c) {
        if (c == '\u0085' || c == '\u2028' || c == '\u2029') {
            out[at] = '\\';
            return unicode(out, at + 1, c);
        }
        int next = at;
        if (c < 0x800) {
            out[next++] = (byte) (0xc0 | c >> 6);
        } else {
            out[next++] = (byte) (0xe0 | c >> 12);
            out[next++] = (byte) (0x80 | c >> 6 & 0x3f);
        }
        out[next++] = (byte) (0x80 | c & 0x3f);
        return next;
    }

    private static int four(byte[] out, int at, int code) {
        out[at] = (byte) (0xf0 | code >> 18);
        out[at + 1] = (byte) (0x80 | code >> 12 & 0x3f);
        out[at + 2] = (byte) (0x80 | code >> 6 & 0x3f);
        out[at + 3] = (byte) (0x80 | code & 0x3f);
        return at + 4;
    }

    private void reserve(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(size + more, bytes.length * 2));
        }
    }
}
