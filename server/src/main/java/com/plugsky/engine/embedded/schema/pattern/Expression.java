package com.plugsky.engine.embedded.schema.pattern;

import java.util.Arrays;
import java.util.List;

/** A regular expression that was read. */
sealed interface Expression {

    /**
     * One character of a set.
     *
     * @param likely some of them, those that people write first
     */
    record Letter(Chars chars, List<Integer> likely) implements Expression {

        private static final int LIKELY = 36;

        static Letter of(Chars chars) {
            return new Letter(chars, Arrays.stream(chars.likely(LIKELY)).boxed().toList());
        }
    }

    /** One after the other. */
    record Row(List<Expression> parts) implements Expression {}

    /** One of several. */
    record OneOf(List<Expression> branches) implements Expression {}

    /** The same again and again; {@code most} is {@link #ENDLESS} without a bound. */
    record Repeat(Expression body, int least, int most) implements Expression {}

    /** A group that can be referred to. */
    record Group(int number, Expression body) implements Expression {}

    /** What must follow here, or must not. */
    record Ahead(Expression body, boolean wanted) implements Expression {}

    /** What must lie before this place, or must not. */
    record Behind(Expression body, boolean wanted) implements Expression {}

    /** What a group matched, once more. */
    record Again(int group) implements Expression {}

    /** The start of the text. */
    record Start() implements Expression {}

    /** The end of the text. */
    record End() implements Expression {}

    /** A border of a word, or no such place. */
    record Border() implements Expression {}

    int ENDLESS = Integer.MAX_VALUE;

    Expression NOTHING = new Row(List.of());
}
