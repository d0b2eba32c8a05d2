package com.plugsky.engine.upstream.relay.walk;

import java.util.Locale;

/**
 * What an upstream may get wrong and we put right. The names on the wire are stable: {@link #wire}.
 */
public enum Repair {
    /** {@code id}, {@code created} or {@code model} is missing: ours, or the first chunk's, is put there. */
    MISSING_HEAD("a missing id, created or model"),
    /** {@code id} or {@code created} changes within a stream: the first chunk's stays. */
    CHANGING_HEAD("an id or created that changes"),
    /** {@code object} is another one or missing: it is set. */
    WRONG_OBJECT("a wrong object"),
    /** An {@code error} that is null, on which clients stop: it is left out. */
    NULL_ERROR("an error that is null"),
    /** Usage and no choices: an empty list is added. */
    MISSING_CHOICES("missing choices"),
    /** A choice without {@code index}: its place in the list is its index. */
    MISSING_CHOICE_INDEX("a choice without index"),
    /** Choices do not begin in the order of their indexes. Found in strict mode only, since it cannot be put right. */
    CHOICE_ORDER("choices that do not begin in order"),
    /** A choice without {@code delta}: an empty one is added. */
    MISSING_DELTA("a choice without delta"),
    /** A choice's first delta has no role, or another one: it is the assistant's. */
    MISSING_ROLE("a choice without its role"),
    /** A later delta has a role again: it is left out. */
    REPEATED_ROLE("a role that is repeated"),
    /** A whole answer's message without {@code content}: null. */
    MISSING_CONTENT("a message without content"),
    /** A choice without {@code finish_reason}, or with an empty one: null in a stream, the reason that fits in a whole answer. */
    MISSING_FINISH_REASON("a missing or empty finish_reason"),
    /** {@code stop} after calls of tools: {@code tool_calls}. */
    WRONG_FINISH_REASON("finish_reason stop with tool calls"),
    /** A choice that never finished in a stream that did: a finish is added. */
    MISSING_FINISH("a choice that does not finish"),
    /** Chunks of a choice that has finished: empty ones are left out, a second finish becomes null. */
    AFTER_FINISH("a chunk after the finish"),
    /** Calls without index, or counted otherwise than from 0 in the order in which they come: counted so. */
    TOOL_INDEX("a missing or wrong tool index"),
    /** Id, type or name of a call repeated in later deltas: left out. */
    REPEATED_TOOL("a tool call that repeats its id, type or name"),
    /** A call without {@code type}: function. */
    MISSING_TOOL_TYPE("a tool call without type"),
    /** A call without id: one is made. */
    MISSING_TOOL_ID("a tool call without id"),
    /** Arguments that are JSON and no text: the text of that JSON. */
    ARGUMENTS_NO_TEXT("tool arguments that are no string"),
    /** Arguments that are null or missing: an empty text in a stream, an empty object's text in a whole answer. */
    MISSING_ARGUMENTS("tool arguments that are missing"),
    /** Usage elsewhere than in a chunk of its own after all choices: moved there. */
    USAGE_PLACE("usage in the wrong place"),
    /** Usage that nobody asked for: left out. */
    UNASKED_USAGE("usage that nobody asked for"),
    /** A stream in which all choices finished ends without {@code [DONE]}: it is added. */
    MISSING_DONE("a stream without its end mark");

    private final String what;

    Repair(String what) {
        this.what = what;
    }

    /** Its name for header and log, such as {@code tool-index}. */
    String wire() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What was wrong, for a sentence. */
    String what() {
        return what;
    }
}
