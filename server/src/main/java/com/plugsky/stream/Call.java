package com.plugsky.stream;

/**
 * One call of a tool within an answer, without its text.
 *
 * @param id the id by which the result refers to it; not written for {@link Kind#OLD_FUNCTION}
 */
public record Call(String id, Kind kind, String name) {

    /** The forms that a call has on the wire. */
    public enum Kind {
        /** An entry of {@code tool_calls} with {@code function}. */
        FUNCTION("function", "arguments"),
        /** An entry of {@code tool_calls} with {@code custom}. */
        CUSTOM("custom", "input"),
        /** The older {@code function_call}. */
        OLD_FUNCTION("function_call", "arguments");

        private final String member;
        private final String text;

        Kind(String member, String text) {
            this.member = member;
            this.text = text;
        }

        /** The member that holds name and text; for an entry of {@code tool_calls} also its {@code type}. */
        String member() {
            return member;
        }

        /** The member that holds the text: the arguments as JSON, or the input of a custom tool. */
        String text() {
            return text;
        }
    }
}
