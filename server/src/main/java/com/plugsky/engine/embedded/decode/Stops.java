package com.plugsky.engine.embedded.decode;

import com.plugsky.contract.model.Stop;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The texts that end an answer, in UTF-8, each with the table of Knuth, Morris and Pratt by which it is found. Immutable. */
public final class Stops {

    /** Nothing ends the answer. */
    public static final Stops NONE = new Stops(List.of());

    private final byte[][] texts;
    private final int[][] borders;

    private Stops(List<String> written) {
        texts = written.stream()
                .filter(text -> !text.isEmpty())
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
        borders = new int[texts.length][];
        for (int i = 0; i < texts.length; i++) {
            borders[i] = borders(texts[i]);
        }
    }

    /** The stops of a request. */
    public static Stops of(@Nullable Stop written) {
        return switch (written) {
            case null -> NONE;
            case Stop.One one -> new Stops(List.of(one.value()));
            case Stop.Many many -> many.value().isEmpty() ? NONE : new Stops(many.value());
        };
    }

    int size() {
        return texts.length;
    }

    int length(int stop) {
        return texts[stop].length;
    }

    /** How much of a stop is matched after one more byte. */
    int next(int stop, int matched, byte b) {
        byte[] text = texts[stop];
        int at = matched;
        while (at > 0 && (at == text.length || text[at] != b)) {
            at = borders[stop][at - 1];
        }
        return text[at] == b ? at + 1 : 0;
    }

    /** For each beginning of the text, the length of its longest proper beginning that is also its end. */
    private static int[] borders(byte[] text) {
        int[] borders = new int[text.length];
        int at = 0;
        for (int i = 1; i < text.length; i++) {
            while (at > 0 && text[i] != text[at]) {
                at = borders[at - 1];
            }
            at = text[i] == text[at] ? at + 1 : 0;
            borders[i] = at;
        }
        return borders;
    }
}
