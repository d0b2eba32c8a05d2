package com.plugsky.engine;

/**
 * The tokens that one answer cost.
 *
 * @param promptTokens the tokens of all messages, tools and images that were read
 * @param completionTokens the tokens of all choices together, reasoning included
 * @param reasoningTokens the part of {@code completionTokens} that is reasoning
 */
public record Usage(int promptTokens, int completionTokens, int reasoningTokens) {

    /** An answer that cost nothing, such as one that a mock never gave. */
    public static final Usage NONE = new Usage(0, 0, 0);

    /** The tokens read and written together. */
    public int totalTokens() {
        return promptTokens + completionTokens;
    }
}
