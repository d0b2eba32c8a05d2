package com.plugsky.chat.once;

/** The answer to the first request of a key, what tells that request's body from others, and whose it is. */
record Entry(Scoped name, byte[] bodyHash, Recording recording, Holding holding) {

    /** Lets go of what was written, as soon as nobody reads it. */
    void release() {
        recording.whenUnfollowed(recording::drop);
    }
}
