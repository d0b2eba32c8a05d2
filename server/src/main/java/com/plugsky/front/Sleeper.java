package com.plugsky.front;

import java.time.Duration;

/** The way to let time pass: the thread's own sleep, except in tests. */
@FunctionalInterface
interface Sleeper {
    void sleep(Duration time) throws InterruptedException;
}
