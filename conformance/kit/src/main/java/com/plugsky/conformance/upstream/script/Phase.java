package com.plugsky.conformance.upstream.script;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How far an answer has come when its fault strikes. */
public enum Phase {
    /** Nothing has been sent. */
    BEFORE_HEADERS,
    /** The head has been sent, and nothing of the body. */
    BEFORE_FIRST_TOKEN,
    /** About half of the events have been sent; of an answer that is not streamed, half of its bytes. */
    MID_STREAM,
    /** All but {@code [DONE]} has been sent; of an answer that is not streamed, all but its last byte. */
    BEFORE_DONE;

    /** As it stands in a model's name, for example {@code mid-stream}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static @Nullable Phase of(String word) {
        for (Phase phase : values()) {
            if (phase.word().equals(word)) {
                return phase;
            }
        }
        return null;
    }

    /** Before which of so many parts of a body the fault strikes; -1: before the head. */
    public int border(int parts) {
        return switch (this) {
            case BEFORE_HEADERS -> -1;
            case BEFORE_FIRST_TOKEN -> 0;
            case MID_STREAM -> parts / 2;
            case BEFORE_DONE -> parts - 1;
        };
    }
}
