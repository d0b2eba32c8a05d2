package com.plugsky.stream;

import org.jspecify.annotations.Nullable;

/**
 * The writing of an answer's choices, piece by piece, in whichever form it has on the wire. One thread.
 *
 * <p>Order of calls, for each choice: {@link #role} once; {@link #reasoning} any number of times; {@link #content} any
 * number of times; for each call {@link #start} and then {@link #text}; {@link #finish} once. Texts are UTF-8 whose
 * characters are whole.
 */
public interface AnswerWriter {

    /**
     * Begins a choice.
     *
     * @param speaks whether it has a text, be it empty; a choice that only calls has none
     */
    void role(int choice, boolean speaks);

    /** A piece of what a choice says before its text. */
    void reasoning(int choice, byte[] text, int length);

    /**
     * A piece of a choice's text.
     *
     * @param logprobs entries of {@code logprobs.content} for its tokens, comma-separated; null if nobody asked for them
     */
    void content(int choice, byte[] text, int length, @Nullable JsonBytes logprobs);

    /** Begins a call: id, kind and name, and no text yet. */
    void start(int choice, int index, Call call);

    /** A piece of a call's text: the arguments as JSON, or the input of a custom tool. */
    void text(int choice, int index, Call call, byte[] text, int length);

    /** Ends a choice. */
    void finish(int choice, Finish reason);
}
