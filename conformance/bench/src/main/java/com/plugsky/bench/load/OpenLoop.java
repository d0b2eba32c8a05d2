package com.plugsky.bench.load;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;

/** Starts calls at a fixed rate, however long they take: a slow answer delays no other. */
final class OpenLoop {
    private OpenLoop() {}

    /** Returns when all that were started have ended. */
    static void run(int perSecond, Duration duration, LongConsumer call) throws InterruptedException {
        long begin = System.nanoTime();
        long count = perSecond * duration.toMillis() / 1000;
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (long i = 0; i < count; i++) {
                long due = begin + i * 1_000_000_000L / perSecond;
                for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                    LockSupport.parkNanos(left);
                }
                long number = i;
                callers.execute(() -> call.accept(number));
            }
            callers.shutdown();
            if (!callers.awaitTermination(1, TimeUnit.MINUTES)) {
                callers.shutdownNow();
            }
        }
    }
}
