package com.plugsky.front;

import com.plugsky.error.ApiError;

/** Something that the {@link ClientWatch} looks at. */
interface Watched {

    /**
     * The watch's look; must not block.
     *
     * @param now monotonic time
     * @return whether it is worth another one
     */
    boolean look(long now);

    /** Tells a caller who still waits why it gets no more; without effect if nobody does. */
    default void cut(ApiError error) {}
}
