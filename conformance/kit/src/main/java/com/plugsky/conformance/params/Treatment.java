package com.plugsky.conformance.params;

/** What a server does with a parameter. */
public enum Treatment {
    /** Its effect was seen, or it reached the upstream. */
    APPLIED("applied"),
    /** Answered with 4xx. */
    REFUSED("refused"),
    /** Accepted, and a header of the answer says that it counts for nothing. */
    DECLARED("declared ignored"),
    /** Accepted without an effect where one has to be seen, and not a word. */
    IGNORED("silently ignored"),
    /** Accepted; whether it has an effect cannot be seen from outside, or not at this model. */
    UNSEEN("accepted, not visible"),
    /** Answered with 5xx, or not at all. */
    BROKEN("a fault of the server");

    private final String word;

    Treatment(String word) {
        this.word = word;
    }

    /** As reports write it. */
    public String word() {
        return word;
    }
}
