package com.plugsky.stream;

import com.plugsky.token.Pieces;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One choice of a completion, whichever way it will be written.
 *
 * @param content the text; null if the answer only calls
 * @param calls the calls, in order; a single one if it is of the older kind
 * @param tokens what this choice cost
 */
public record Answer(@Nullable Pieces content, List<Call> calls, Finish finish, int tokens) {

    public Answer {
        calls = List.copyOf(calls);
    }
}
