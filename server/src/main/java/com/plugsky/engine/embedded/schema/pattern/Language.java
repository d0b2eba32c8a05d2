package com.plugsky.engine.embedded.schema.pattern;

import java.util.List;

/**
 * A set of rows of characters. Made by {@link Languages} alone, so that what is equal in form is the same object.
 *
 * <p>Not a record: its equality is its identity.
 */
final class Language {

    enum Kind {
        /** No row at all. */
        NONE,
        /** The empty row. */
        EMPTY,
        /** One character of a set. */
        LETTER,
        /** One language after the other. */
        THEN,
        /** Any of several. */
        EITHER,
        /** All of several at once. */
        BOTH,
        /** All rows that the part has not. */
        NOT,
        /** The part again and again. */
        MANY
    }

    final int id;
    final Kind kind;
    final List<Language> parts;
    final Chars chars;
    final int least;
    final int most;

    /** Whether the empty row is in it. */
    final boolean empty;

    Language(int id, Form form) {
        this.id = id;
        this.kind = form.kind();
        this.parts = form.parts();
        this.chars = form.chars();
        this.least = form.least();
        this.most = form.most();
        this.empty = switch (kind) {
            case NONE, LETTER -> false;
            case EMPTY -> true;
            case THEN, BOTH -> parts.stream().allMatch(part -> part.empty);
            case EITHER -> parts.stream().anyMatch(part -> part.empty);
            case NOT -> !parts.getFirst().empty;
            case MANY -> least == 0 || parts.getFirst().empty;
        };
    }

    /** What makes two languages equal in form. */
    record Form(Kind kind, List<Language> parts, Chars chars, int least, int most) {}
}
