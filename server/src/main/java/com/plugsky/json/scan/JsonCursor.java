package com.plugsky.json.scan;

/**
 * A place in a text of JSON that moves forward value by value, and makes nothing on its way.
 *
 * <p>What it passes is checked to be JSON, but for its UTF-8 and for names that stand twice. Depth is bounded by
 * {@link #MAX_DEPTH}, time is linear. Used again by {@link #over}; one thread.
 */
public final class JsonCursor {

    /** How deep values may lie in one that is skipped. */
    public static final int MAX_DEPTH = 64;

    private byte[] bytes = {};
    private int at;
    private int end;
    private boolean escaped;

    /** Begins to look through a part of an array. */
    public void over(byte[] text, int from, int to) {
        bytes = text;
        at = from;
        end = to;
    }

    /** The array that is looked through. */
    public byte[] bytes() {
        return bytes;
    }

    /** The offset of what comes next. */
    public int at() {
        return at;
    }

    /** Goes to another place of the same text. */
    public void moveTo(int offset) {
        at = offset;
    }

    /** Whether the last string that was passed has an escape. */
    public boolean escaped() {
        return escaped;
    }

    /** The next byte that is no white space, where the cursor then stands. */
    public byte peek() throws BrokenJson {
        int i = at;
        while (i < end) {
            byte b = bytes[i];
            if (b > ' ' || b < 0) {
                at = i;
                return b;
            }
            if (b != ' ' && b != '\n' && b != '\r' && b != '\t') {
                throw BrokenJson.MALFORMED;
            }
            i++;
        }
        at = end;
        throw BrokenJson.CUT;
    }

    /** Passes a byte that must come next. */
    public void take(char expected) throws BrokenJson {
        if (peek() != expected) {
            throw BrokenJson.MALFORMED;
        }
        at++;
    }

    /** Passes a byte if it comes next. */
    public boolean takeIf(char wanted) throws BrokenJson {
        if (peek() != wanted) {
            return false;
        }
        at++;
        return true;
    }

    /** Checks that nothing but white space follows. */
    public void end() throws BrokenJson {
        for (; at < end; at++) {
            byte b = bytes[at];
            if (b != ' ' && b != '\n' && b != '\r' && b != '\t') {
                throw BrokenJson.MALFORMED;
            }
        }
    }

    /** Passes a string that must come next. */
    public void string() throws BrokenJson {
        take('"');
        escaped = false;
        int i = at;
        while (true) {
            i = afterPlain(i);
            if (i == end) {
                throw BrokenJson.CUT;
            }
            byte b = bytes[i];
            if (b == '"') {
                at = i + 1;
                return;
            }
            if (b != '\\') {
                throw BrokenJson.MALFORMED;
            }
            escaped = true;
            i = afterEscape(i);
        }
    }

    /** Passes a whole value. */
    public void skip() throws BrokenJson {
        int depth = 0;
        long objects = 0;
        while (true) {
            byte first = peek();
            if (first == '{' || first == '[') {
                boolean object = first == '{';
                if (++depth > MAX_DEPTH) {
                    throw BrokenJson.MALFORMED;
                }
                at++;
                objects = objects << 1 | (object ? 1 : 0);
                if (peek() != (object ? '}' : ']')) {
                    passName(object);
                    continue;
                }
            } else {
                scalar(first);
            }
            while (depth > 0) {
                boolean object = (objects & 1) != 0;
                if (takeIf(',')) {
                    passName(object);
                    break;
                }
                take(object ? '}' : ']');
                objects >>>= 1;
                depth--;
            }
            if (depth == 0) {
                return;
            }
        }
    }

    private void passName(boolean object) throws BrokenJson {
        if (object) {
            string();
            take(':');
        }
    }

    private void scalar(byte first) throws BrokenJson {
        switch (first) {
            case '"' -> string();
            case 't' -> word("true");
            case 'f' -> word("false");
            case 'n' -> word("null");
            default -> number();
        }
    }

    private void word(String word) throws BrokenJson {
        for (int i = 0; i < word.length(); i++, at++) {
            if (at == end) {
                throw BrokenJson.CUT;
            }
            if (bytes[at] != word.charAt(i)) {
                throw BrokenJson.MALFORMED;
            }
        }
    }

    private void number() throws BrokenJson {
        if (bytes[at] == '-') {
            at++;
        }
        if (at < end && bytes[at] == '0') {
            at++;
        } else {
            digits();
        }
        if (at < end && bytes[at] == '.') {
            at++;
            digits();
        }
        if (at < end && (bytes[at] | 0x20) == 'e') {
            at++;
            if (at < end && (bytes[at] == '+' || bytes[at] == '-')) {
                at++;
            }
            digits();
        }
    }

    private void digits() throws BrokenJson {
        int first = at;
        while (at < end && bytes[at] >= '0' && bytes[at] <= '9') {
            at++;
        }
        if (at == first) {
            throw at == end ? BrokenJson.CUT : BrokenJson.MALFORMED;
        }
    }

    /** The offset of the next byte that is a quote, a backslash or a control character; eight bytes at a time. */
    private int afterPlain(int from) {
        int i = from;
        while (i + Long.BYTES <= end) {
            int plain = Eight.plain(Eight.at(bytes, i));
            i += plain;
            if (plain < Long.BYTES) {
                return i;
            }
        }
        while (i < end && bytes[i] != '"' && bytes[i] != '\\' && (bytes[i] >= ' ' || bytes[i] < 0)) {
            i++;
        }
        return i;
    }

    private int afterEscape(int slash) throws BrokenJson {
        if (slash + 1 == end) {
            throw BrokenJson.CUT;
        }
        byte kind = bytes[slash + 1];
        if (kind != 'u') {
            if ("\"\\/bfnrt".indexOf(kind) < 0) {
                throw BrokenJson.MALFORMED;
            }
            return slash + 2;
        }
        for (int i = slash + 2; i < slash + 6; i++) {
            if (i == end) {
                throw BrokenJson.CUT;
            }
            if (Character.digit(bytes[i], 16) < 0) {
                throw BrokenJson.MALFORMED;
            }
        }
        return slash + 6;
    }
}
