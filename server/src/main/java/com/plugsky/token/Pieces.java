package com.plugsky.token;

import java.util.Arrays;

/**
 * A text and where in it each of its tokens ends, so that it can be cut at a true token.
 *
 * <p>A token may end within a character; its end is then the last whole character's, so that no cut ever breaks one.
 */
public final class Pieces {

    /** No text and no tokens. */
    public static final Pieces NONE = new Pieces("", new int[0]);

    private final String text;
    private final int[] ends;

    /** The caller gives the array away; {@code ends} rise and the last one is the text's length. */
    public Pieces(String text, int[] ends) {
        this.text = text;
        this.ends = ends;
    }

    static Pieces of(String text, int[] tokens, TokenCounter vocabulary) {
        int[] ends = new int[tokens.length];
        int bytes = 0;
        int chars = 0;
        int reached = 0;
        for (int i = 0; i < tokens.length; i++) {
            bytes += vocabulary.bytes(tokens[i]).length;
            while (chars < text.length()) {
                int next = reached + width(text, chars);
                if (next > bytes) {
                    break;
                }
                reached = next;
                chars += isPair(text, chars) ? 2 : 1;
            }
            ends[i] = chars;
        }
        return new Pieces(text, ends);
    }

    private static boolean isPair(String text, int at) {
        return at + 1 < text.length() && Character.isSurrogatePair(text.charAt(at), text.charAt(at + 1));
    }

    private static int width(String text, int at) {
        char c = text.charAt(at);
        if (c < 0x80) {
            return 1;
        }
        if (c < 0x800) {
            return 2;
        }
        if (!Character.isSurrogate(c)) {
            return 3;
        }
        return isPair(text, at) ? 4 : 1;
    }

    public String text() {
        return text;
    }

    /** The number of tokens. */
    public int size() {
        return ends.length;
    }

    /** Where the first {@code tokens} tokens end in the text. */
    public int end(int tokens) {
        return tokens == 0 ? 0 : ends[tokens - 1];
    }

    /** The text of the tokens {@code from} (included) to {@code to} (excluded). */
    public String text(int from, int to) {
        return text.substring(end(from), end(to));
    }

    /** Writes the ends, moved by {@code shift}, into {@code to} from {@code at} on, and says how many they are. */
    public int copyEnds(int[] to, int at, int shift) {
        for (int i = 0; i < ends.length; i++) {
            to[at + i] = ends[i] + shift;
        }
        return ends.length;
    }

    /** The first {@code tokens} tokens alone. */
    public Pieces first(int tokens) {
        return tokens >= ends.length ? this : new Pieces(text.substring(0, end(tokens)), Arrays.copyOf(ends, tokens));
    }

    /** The first {@code length} characters, and as many tokens as it takes to reach them. */
    public Pieces until(int length) {
        int tokens = 0;
        while (tokens < ends.length && end(tokens) < length) {
            tokens++;
        }
        int[] kept = Arrays.copyOf(ends, tokens);
        if (tokens > 0) {
            kept[tokens - 1] = length;
        }
        return new Pieces(text.substring(0, length), kept);
    }
}
