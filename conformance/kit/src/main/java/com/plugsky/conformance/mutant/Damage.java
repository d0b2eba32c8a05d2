package com.plugsky.conformance.mutant;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What a mutant does wrong. Each part may be absent: what it makes of a request, what it answers without asking the server, what it makes
 * of a whole answer, and of the blocks of a stream (each with its blank line).
 */
public record Damage(
        @Nullable UnaryOperator<Asked> ask,
        @Nullable Function<Asked, @Nullable Reply> instead,
        @Nullable BiFunction<Asked, Reply, Reply> answer,
        @Nullable BiFunction<Asked, List<String>, List<String>> stream,
        boolean late) {

    /** Changes requests. */
    static Damage asks(UnaryOperator<Asked> ask) {
        return new Damage(ask, null, null, null, false);
    }

    /** Answers itself where the function gives an answer. */
    static Damage instead(Function<Asked, @Nullable Reply> instead) {
        return new Damage(null, instead, null, null, false);
    }

    /** Changes answers that are no streams, and the heads of those that are. */
    static Damage answers(BiFunction<Asked, Reply, Reply> answer) {
        return new Damage(null, null, answer, null, false);
    }

    /** Changes streams. */
    static Damage streams(BiFunction<Asked, List<String>, List<String>> stream) {
        return new Damage(null, null, null, stream, false);
    }

    /** Sends streams whole, when they have ended. */
    static Damage buffers() {
        return new Damage(null, null, null, null, true);
    }

    /** This one, and then another on whole answers. */
    Damage and(BiFunction<Asked, Reply, Reply> more) {
        return new Damage(ask, instead, more, stream, late);
    }

    /** Whether streams pass as they come. */
    boolean live() {
        return stream == null && !late;
    }
}
