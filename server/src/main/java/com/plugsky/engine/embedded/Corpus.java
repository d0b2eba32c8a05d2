package com.plugsky.engine.embedded;

import com.plugsky.token.Pieces;
import com.plugsky.token.TokenCounter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The engine's own sentences, cut into tokens beforehand, and the texts that are put together from them.
 *
 * <p>Every text begins with an opening that says what speaks. A sentence begins with its space, so that the tokens of
 * a text are those of its sentences.
 */
final class Corpus {

    private static final String RESOURCE = "corpus.txt";

    private final List<Pieces> openings = new ArrayList<>();
    private final List<Pieces> sentences = new ArrayList<>();

    Corpus(TokenCounter counter) {
        List<Pieces> section = openings;
        for (String line : read().split("\n")) {
            if (line.equals("[sentences]")) {
                section = sentences;
            } else if (!line.isBlank() && line.charAt(0) != '#' && line.charAt(0) != '[') {
                section.add(counter.pieces(section == openings ? line : " " + line));
            }
        }
    }

    private static String read() {
        try (InputStream in = Corpus.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException(RESOURCE + " is not there");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The n-th opening; any number will do. */
    Pieces opening(long number) {
        return openings.get(Math.floorMod(number, openings.size()));
    }

    /** The n-th sentence; any number will do. */
    Pieces sentence(long number) {
        return sentences.get(Math.floorMod(number, sentences.size()));
    }

    /**
     * A text of so many sentences or tokens, whichever is reached first; it has more tokens than {@code most} only by
     * what its last sentence has. Choices that differ give texts whose first two sentences differ.
     *
     * @param lead what stands before the sentences
     */
    Pieces text(Pieces lead, long seed, int choice, Length length) {
        var text = new StringBuilder(length.mostTokens() < 64 ? 256 : 1024).append(lead.text());
        int[] ends = new int[Math.min(length.mostTokens() + 64, 256) + lead.size()];
        int size = lead.copyEnds(ends, 0, 0);
        int count = sentences.size();
        long stride = 1 + Long.remainderUnsigned(seed >>> 20, count - 1L);
        long at = Long.remainderUnsigned(seed, count) + choice + (long) choice / openings.size();
        for (int i = 1; i < length.sentences() && size < length.mostTokens(); i++) {
            Pieces sentence = sentences.get((int) (at % count));
            if (size + sentence.size() > ends.length) {
                ends = Arrays.copyOf(ends, ends.length * 2 + sentence.size());
            }
            size += sentence.copyEnds(ends, size, text.length());
            text.append(sentence.text());
            at += stride;
        }
        return new Pieces(text.toString(), Arrays.copyOf(ends, size));
    }
}
