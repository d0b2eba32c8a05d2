package com.plugsky.conformance.params;

/** Whether an effect was seen. */
enum Sight {
    YES,
    /** It would have been seen. */
    NO,
    /** It cannot be seen from outside, or not at this model. */
    CANNOT;

    static Sight of(boolean seen) {
        return seen ? YES : NO;
    }

    /** Where the absence of an effect proves nothing. */
    static Sight ifSeen(boolean seen) {
        return seen ? YES : CANNOT;
    }
}
