package com.plugsky.chat.once;

import java.util.concurrent.atomic.AtomicLong;

/** The bytes that all recorded answers may take together. Safe for use by many threads. */
final class Room {

    private final AtomicLong left;

    Room(long bytes) {
        left = new AtomicLong(bytes);
    }

    /** Takes so many, or none if there are not as many. */
    boolean take(int bytes) {
        while (true) {
            long now = left.get();
            if (now < bytes) {
                return false;
            }
            if (left.compareAndSet(now, now - bytes)) {
                return true;
            }
        }
    }

    void give(int bytes) {
        left.addAndGet(bytes);
    }
}
