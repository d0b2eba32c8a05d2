package com.plugsky.token;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import com.knuddels.jtokkit.api.IntArrayList;
import java.util.Arrays;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * The vocabulary o200k_base: counts, cuts and joins text in its tokens. Safe for use by many threads.
 *
 * <p>The vocabulary takes half a second to read, so {@link #begin} or the first counter starts that in the
 * background, once for the process; whoever asks sooner waits for it. Special tokens such as {@code <|endoftext|>} are plain text here.
 *
 * <p>A long text is counted in slices, cut where a token ends anyway (before a space that follows a letter), or after
 * {@link #SLICE} characters where there is no such place. So the work is proportional to the text, whatever is in it.
 */
public final class TokenCounter {

    /** The most characters that are encoded at once. */
    static final int SLICE = 4096;

    private static final FutureTask<Encoding> VOCABULARY =
            new FutureTask<>(() -> Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.O200K_BASE));

    public TokenCounter() {
        begin();
    }

    /** Starts to read the vocabulary, if nobody has; a program that will need it says so first of all. */
    public static void begin() {
        if (!VOCABULARY.isDone()) {
            Thread.ofPlatform().daemon().name("plugsky-vocabulary").start(VOCABULARY);
        }
    }

    /** Whether the vocabulary is read, so that no caller waits. */
    public boolean ready() {
        return VOCABULARY.isDone();
    }

    /** The number of tokens of the text. */
    public int count(String text) {
        return count(text, Integer.MAX_VALUE);
    }

    /** The number of tokens of the text, or, once it is seen to be above {@code enough}, some number above that. */
    public int count(String text, int enough) {
        int length = text.length();
        if (length <= SLICE) {
            return vocabulary().countTokensOrdinary(text);
        }
        int count = 0;
        for (int from = 0, to; from < length && count <= enough; from = to) {
            to = cut(text, from);
            count += vocabulary().countTokensOrdinary(text.substring(from, to));
        }
        return count;
    }

    /** The tokens of the text. */
    public int[] encode(String text) {
        int length = text.length();
        if (length <= SLICE) {
            return vocabulary().encodeOrdinary(text).toArray();
        }
        int[] tokens = new int[length / 3 + 16];
        int size = 0;
        for (int from = 0, to; from < length; from = to) {
            to = cut(text, from);
            int[] slice = vocabulary().encodeOrdinary(text.substring(from, to)).toArray();
            if (size + slice.length > tokens.length) {
                tokens = Arrays.copyOf(tokens, (size + slice.length) * 2);
            }
            System.arraycopy(slice, 0, tokens, size, slice.length);
            size += slice.length;
        }
        return Arrays.copyOf(tokens, size);
    }

    /** The bytes of one token; they may be a piece of a character. */
    public byte[] bytes(int token) {
        var one = new IntArrayList(1);
        one.add(token);
        return vocabulary().decodeBytes(one);
    }

    /** Where the slice that begins at {@code from} ends. */
    static int cut(String text, int from) {
        int last = Math.min(text.length(), from + SLICE);
        if (last == text.length()) {
            return last;
        }
        for (int at = Math.min(last, text.length() - 2); at > from + SLICE / 2; at--) {
            if (text.charAt(at) == ' '
                    && Character.isLetter(text.charAt(at - 1))
                    && Character.isLetter(text.charAt(at + 1))) {
                return at;
            }
        }
        return Character.isLowSurrogate(text.charAt(last)) ? last - 1 : last;
    }

    private static Encoding vocabulary() {
        try {
            return VOCABULARY.isDone() ? VOCABULARY.resultNow() : VOCABULARY.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the vocabulary was read", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("the vocabulary cannot be read", e.getCause());
        }
    }
}
