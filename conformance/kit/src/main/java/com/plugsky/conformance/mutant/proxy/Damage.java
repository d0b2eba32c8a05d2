package com.plugsky.conformance.mutant.proxy;

import com.plugsky.conformance.upstream.RequestReader;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What a mutant does wrong. Each part may be absent: what it makes of a request, what it answers without asking the server, what it makes
 * of a whole answer, and of the blocks of a stream (each with its blank line). A stream whose blocks are changed passes when it has ended.
 */
public record Damage(
        @Nullable UnaryOperator<Asked> ask,
        @Nullable Function<Asked, @Nullable Reply> instead,
        @Nullable BiFunction<Asked, Reply, Reply> answer,
        @Nullable BiFunction<Asked, List<String>, List<String>> stream,
        Manner manner) {

    /** How a mutant stands between the two sides. */
    public enum Manner {
        /** Streams pass as they come, and so does a caller's leaving. */
        PROMPT,
        /** Streams pass when they have ended, with their length. */
        WHOLE,
        /** The server is not told that its caller left. */
        DEAF,
        /** Takes a body in chunks that has a length too, and goes on. */
        BOTH_FRAMINGS,
        /** Takes the last of two lengths. */
        TWO_LENGTHS,
        /** Takes what is no size of a chunk for the end of a body. */
        ANY_CHUNK,
        /** Sends chunks to callers of HTTP/1.0, and goes on. */
        MODERN,
        /** Forgets what is sent behind a request before its answer. */
        FORGETFUL,
        /** Serves one connection after the other. */
        ONE_BY_ONE,
        /** Asks a server again and again that refuses or breaks off. */
        INSISTENT;

        RequestReader.Lenience lenience() {
            return switch (this) {
                case BOTH_FRAMINGS -> RequestReader.Lenience.BOTH_FRAMINGS;
                case TWO_LENGTHS -> RequestReader.Lenience.TWO_LENGTHS;
                case ANY_CHUNK -> RequestReader.Lenience.ANY_CHUNK;
                default -> RequestReader.Lenience.NONE;
            };
        }
    }

    /** None: what is right behind it must be right before it. */
    public static Damage none() {
        return manner(Manner.PROMPT);
    }

    public static Damage manner(Manner manner) {
        return new Damage(null, null, null, null, manner);
    }

    /** Changes requests. */
    public static Damage asks(UnaryOperator<Asked> ask) {
        return new Damage(ask, null, null, null, Manner.PROMPT);
    }

    /** Answers itself where the function gives an answer. */
    public static Damage instead(Function<Asked, @Nullable Reply> instead) {
        return new Damage(null, instead, null, null, Manner.PROMPT);
    }

    /** Changes answers that are no streams, and the heads of those that are. */
    public static Damage answers(BiFunction<Asked, Reply, Reply> answer) {
        return new Damage(null, null, answer, null, Manner.PROMPT);
    }

    /** Changes streams. */
    public static Damage streams(BiFunction<Asked, List<String>, List<String>> stream) {
        return new Damage(null, null, null, stream, Manner.PROMPT);
    }

    /** Whether streams pass as they come. */
    boolean live() {
        return stream == null && manner != Manner.WHOLE && manner != Manner.INSISTENT;
    }
}
