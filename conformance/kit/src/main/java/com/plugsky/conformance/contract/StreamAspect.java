package com.plugsky.conformance.contract;

/** What a stream can get wrong, each aspect being one rule's concern. */
public enum StreamAspect {
    /** Lines, blank lines, JSON of each event. */
    FRAMING,
    /** {@code id:}, {@code event:} and {@code retry:} lines. */
    FIELDS,
    /** Comments that stand alone. */
    COMMENT,
    /** id, object, created and model are the same in all chunks. */
    IDENTITY,
    /** Every chunk has choices; each with index, delta and finish_reason. */
    CHOICES,
    /** Choices first appear in ascending order. */
    ORDER,
    ROLE,
    FINISH,
    AFTER_FINISH,
    TOOLS,
    USAGE,
    /** A key {@code error} beside a chunk's own members. */
    ERROR_KEY,
    /** Characters cut in two. */
    TEXT,
    /** The end mark, and nothing after it. */
    END
}
