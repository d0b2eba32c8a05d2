package com.plugsky.warmup;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** What a load costs, window by window, until requests cost the same again and again. For use by one thread. */
final class Measure {
    private final Load load;
    private final Duration window;
    private final Windows windows = new Windows();
    private long first;
    private long last;

    Measure(Load load, Duration window) {
        this.load = load;
        this.window = window;
    }

    /** Measures until requests cost the same, the time is over or the load ends; says which, for the one who runs the server. */
    String until(long endNanos) throws InterruptedException {
        boolean steady = false;
        boolean on = true;
        while (on && !steady && System.nanoTime() < endNanos) {
            long answered = load.answered();
            long givenWay = load.givenWay();
            long cpu = cpuNanos();
            on = load.goesOn(Math.min(window.toNanos(), endNanos - System.nanoTime()));
            long more = load.answered() - answered;
            if (on && more > 0 && load.givenWay() == givenWay) { // what callers from outside cost is not ours
                steady = take((cpuNanos() - cpu) / more);
            }
        }
        return (steady ? "warm" : on ? "not quite warm" : "not warm") + ": " + load.answered()
                + " requests of its own, " + micros(last) + " us of CPU each in the end, " + micros(first)
                + " at first";
    }

    private boolean take(long cost) {
        first = first == 0 ? cost : first;
        last = cost;
        return windows.steady(cost);
    }

    private static long micros(long nanos) {
        return TimeUnit.NANOSECONDS.toMicros(nanos);
    }

    /** What this process has used of the processor; where nobody counts that, the time on the wall. */
    private static long cpuNanos() {
        return ProcessHandle.current()
                .info()
                .totalCpuDuration()
                .map(Duration::toNanos)
                .orElseGet(System::nanoTime);
    }
}
