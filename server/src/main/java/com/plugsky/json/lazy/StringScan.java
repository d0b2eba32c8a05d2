package com.plugsky.json.lazy;

import com.plugsky.json.scan.Eight;

/** A look through a JSON string, sixteen bytes a step. Used again and again; one thread. */
final class StringScan {

    private static final int HEX_DIGITS = 4;

    private int surplus;

    /**
     * The offset of the closing quote, looked for from behind the opening one; -1 if there is none, or a control character
     * or a broken escape on the way.
     */
    int end(byte[] bytes, int from, int to) {
        surplus = 0;
        int at = afterPlain(bytes, from, to);
        while (at < to && bytes[at] != '"') {
            int escape = escape(bytes, at, to);
            if (escape == 0) {
                return -1;
            }
            surplus += escape - 1;
            at = afterPlain(bytes, at + escape, to);
        }
        return at < to ? at : -1;
    }

    /** How many bytes of the string that was looked through are the rest of an escape. */
    int surplus() {
        return surplus;
    }

    private static int afterPlain(byte[] bytes, int from, int to) {
        int at = from;
        while (at + 2 * Long.BYTES <= to) {
            long first = Eight.special(Eight.at(bytes, at));
            long second = Eight.special(Eight.at(bytes, at + Long.BYTES));
            if ((first | second) != 0) {
                return at + Eight.before(first, second);
            }
            at += 2 * Long.BYTES;
        }
        while (at < to && bytes[at] != '"' && bytes[at] != '\\' && (bytes[at] < 0 || bytes[at] >= ' ')) {
            at++;
        }
        return at;
    }

    /** The length of the escape that begins here; 0 if it is none. */
    private static int escape(byte[] bytes, int at, int to) {
        if (bytes[at] != '\\' || at + 1 >= to) {
            return 0;
        }
        return switch (bytes[at + 1]) {
            case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> 2;
            case 'u' -> hex(bytes, at + 2, to) ? 2 + HEX_DIGITS : 0;
            default -> 0;
        };
    }

    private static boolean hex(byte[] bytes, int from, int to) {
        if (from + HEX_DIGITS > to) {
            return false;
        }
        for (int i = from; i < from + HEX_DIGITS; i++) {
            if (Character.digit(bytes[i], 16) < 0) {
                return false;
            }
        }
        return true;
    }
}
