package com.plugsky.json.scan;

import java.util.Random;

/** Generated texts of JSON in odd forms: white space, escapes, numbers of every kind. Names differ within an object. */
public final class RandomJson {

    private static final String[] TEXTS = {"", "a", "role", "é😀", "\\n\\u0041\\\\", "{[,:]}", "\\\"", "x".repeat(40)};
    private static final String[] NUMBERS = {"0", "-0", "1", "-12.50", "1e5", "3E-07", "123456789012345678901", "0.1"};
    private static final String[] SPACES = {"", "", "", " ", "\n", "\t \r\n"};

    private final Random random;

    public RandomJson(Random random) {
        this.random = random;
    }

    /** White space or none. */
    public String space() {
        return one(SPACES);
    }

    /** A text in quotes, in which each character of ASCII may be escaped. */
    public String quoted(String ascii) {
        var out = new StringBuilder("\"");
        for (char c : ascii.toCharArray()) {
            if (random.nextInt(12) == 0) {
                out.append(String.format("\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        return out.append('"').toString();
    }

    /** A value of a depth at most. */
    public String value(int depth) {
        return switch (random.nextInt(depth == 0 ? 5 : 8)) {
            case 0 -> one("true", "false", "null");
            case 1, 2 -> one(NUMBERS);
            case 3, 4 -> "\"" + one(TEXTS) + "\"";
            case 5 -> list('[', ']', depth);
            default -> list('{', '}', depth);
        };
    }

    private String list(char open, char close, int depth) {
        var out = new StringBuilder().append(open).append(space());
        int size = random.nextInt(4);
        for (int i = 0; i < size; i++) {
            out.append(i == 0 ? "" : "," + space());
            if (open == '{') {
                out.append('"')
                        .append(one(TEXTS))
                        .append(i)
                        .append('"')
                        .append(space())
                        .append(':')
                        .append(space());
            }
            out.append(value(depth - 1)).append(space());
        }
        return out.append(close).toString();
    }

    /** One of several. */
    public String one(String... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
