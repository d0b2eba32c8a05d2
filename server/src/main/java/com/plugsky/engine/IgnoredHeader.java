package com.plugsky.engine;

import java.util.Collection;

/** The header that names what of a request had no effect. */
public final class IgnoredHeader {

    public static final String NAME = "x-plugsky-ignored-params";

    private static final int MOST_NAMES = 32;
    private static final int LONGEST_NAME = 64;

    private IgnoredHeader() {}

    /** Its value: at most 32 names that are safe in a header, then how many more there are. */
    public static String value(Collection<String> names) {
        var value = new StringBuilder();
        int written = 0;
        for (String name : names) {
            if (written < MOST_NAMES && isPlain(name)) {
                value.append(written == 0 ? "" : ",").append(name);
                written++;
            }
        }
        int left = names.size() - written;
        if (left > 0) {
            value.append(written == 0 ? "+" : ",+").append(left);
        }
        return value.toString();
    }

    private static boolean isPlain(String name) {
        if (name.isEmpty() || name.length() > LONGEST_NAME) {
            return false;
        }
        return name.chars()
                .allMatch(c -> c >= 'a' && c <= 'z'
                        || c >= 'A' && c <= 'Z'
                        || c >= '0' && c <= '9'
                        || c == '_'
                        || c == '.'
                        || c == '-');
    }
}
