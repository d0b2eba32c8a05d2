package com.plugsky.conformance.upstream.script;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a model's name makes of an answer: {@code fault-<word>}, but for the first ones, which have names without {@code fault-}. */
public enum Fault {
    NONE("", null, "a right answer"),
    ECHO(
            "",
            null,
            "a right answer whose content is JSON that tells the request: its line, its headers, its body (also in base64)"),
    FLAKY("requests that fail", null, "500 to the first N requests for this name, then right answers"),
    SLOW("milliseconds", null, "a right answer whose first part comes after N ms"),
    PACED("milliseconds", null, "a right answer with N ms between its parts"),
    TIRING(
            "requests that are fast",
            null,
            "right answers to the first N requests for this name, then right answers whose first part comes after 500 ms"),

    RESET("", Phase.BEFORE_HEADERS, "a TCP reset"),
    CUT("", Phase.MID_STREAM, "the connection is closed"),
    STALL(
            "milliseconds",
            Phase.BEFORE_HEADERS,
            "silence until the caller leaves, ten minutes at most; with N, for N ms"),
    SLOW_DRIP("milliseconds", Phase.BEFORE_HEADERS, "from there on one byte each 50 ms, or N ms"),
    HALF_JSON(
            "",
            Phase.MID_STREAM,
            "an event that is half of one, then the right rest; not streamed, a body that ends too early by its own length"),
    HTML("", null, "200 with an HTML page"),
    STATUS("seconds of Retry-After", null, "the status NNN (400 to 599) with an error in OpenAI's envelope"),
    STATUS_DATE("seconds from now", null, "the same, with Retry-After as an HTTP date"),

    MISSING_INDEX("", null, "tool calls without `index`"),
    WRONG_FINISH("", null, "`finish_reason` is `stop` after tool calls"),
    CHANGED_ID("", null, "each chunk has an `id` and a `created` of its own"),
    REPEATED_ROLE("", null, "the role in every delta"),
    REPEATED_NAME("", null, "id, type and name of a tool call in every delta"),
    USAGE_ON_FINISH("", null, "usage on the chunk with the `finish_reason`, asked for or not"),
    USAGE_EVERYWHERE("", null, "usage on every chunk, asked for or not"),
    OBJECT_ARGUMENTS("", null, "tool arguments are an object"),
    ERROR_NULL("", null, "`error: null` in every chunk and in a completion"),
    SPLIT_UTF8("", null, "each byte of the body is sent alone"),
    NO_DONE("", null, "no `[DONE]`"),
    NO_FINISH("", null, "no chunk with a `finish_reason`"),
    NO_ROLE("", null, "no role in any delta"),
    EMPTY_FINISH("", null, "`finish_reason` is an empty text in every chunk before the last"),
    ERROR_EVENT("", Phase.MID_STREAM, "an event with an error, then the end; not streamed, 200 with an error"),
    ERROR_LINE("", Phase.MID_STREAM, "a line `error: {...}`, then the end; not streamed, 200 with an error"),
    CRLF("", null, "lines end with CR LF"),
    BOM("", null, "the body begins with a byte order mark"),
    COMMENTS("", null, "a comment before every event, with a blank line of its own"),
    REASONING("", null, "`reasoning_content` before the text");

    private final String number;
    private final @Nullable Phase usual;
    private final String does;

    Fault(String number, @Nullable Phase usual, String does) {
        this.number = number;
        this.usual = usual;
        this.does = does;
    }

    /** As it stands in a model's name, for example {@code half-json}. */
    public String word() {
        return switch (this) {
            case NONE -> "scripted";
            case STATUS -> "status-NNN";
            case STATUS_DATE -> "status-NNN-date";
            default -> name().toLowerCase(Locale.ROOT).replace('_', '-');
        };
    }

    /** What N is in {@code -N} at the end of the name; empty: there is no number. */
    public String number() {
        return number;
    }

    /** When it strikes if the name does not say so; null: it has no such time. */
    public @Nullable Phase usual() {
        return usual;
    }

    /** What the caller sees, as half a sentence. */
    public String does() {
        return does;
    }

    /** Whether the name begins with {@code fault-}. */
    public boolean prefixed() {
        return ordinal() >= RESET.ordinal();
    }

    /** Whether the name has to end with a number. */
    boolean numbered() {
        return this == FLAKY || this == SLOW || this == PACED || this == TIRING || this == STATUS_DATE;
    }

    /** Whether the answer has a tool call, asked for or not. */
    boolean calls() {
        return this == MISSING_INDEX || this == WRONG_FINISH || this == REPEATED_NAME || this == OBJECT_ARGUMENTS;
    }

    /** A name that a model of this fault can have. */
    public String example() {
        String word = word().replace("NNN", this == STATUS ? "429" : "503");
        return (prefixed() ? "fault-" : "")
                + word
                + switch (this) {
                    case FLAKY, TIRING, STATUS_DATE -> "-2";
                    case SLOW, PACED -> "-100";
                    default -> "";
                };
    }
}
